package dev.baton.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What the engine has against what is to be deployed, read from its answer: file, element and reason of each fault. */
final class RefusedDeployment {

    /** @param element empty where the engine names none */
    record Fault(String file, String element, String reason) {

        /** As the diagram is known: a file bears the name of its process. */
        String processId() {
            return file.replaceFirst("\\.(bpmn|dmn|form)$", "");
        }
    }

    private static final Pattern FILE = Pattern.compile("^\\W*'?([^\\s':]+\\.(?:bpmn|dmn|form))'?.*");
    private static final Pattern ELEMENT = Pattern.compile("\\bElement:\\s*(\\S+)");
    private static final Pattern REASON = Pattern.compile("^\\s*-?\\s*ERROR:\\s*(.+)$");

    private RefusedDeployment() {}

    /** At least one: where the answer cannot be taken apart, it is the reason as a whole. */
    static List<Fault> faults(String answer) {
        var faults = new ArrayList<Fault>();
        var file = "";
        var element = "";
        for (var line : answer.lines().toList()) {
            var named = FILE.matcher(line);
            var at = ELEMENT.matcher(line);
            var why = REASON.matcher(line);
            if (why.matches()) {
                faults.add(new Fault(file, element, why.group(1).strip()));
                continue;
            }
            // The first element of a file stands in the line of the file.
            if (named.matches()) {
                file = named.group(1);
                element = "";
            }
            if (at.find()) {
                element = at.group(1);
            }
        }
        return faults.isEmpty() ? List.of(new Fault(file, element, answer.strip())) : faults;
    }
}

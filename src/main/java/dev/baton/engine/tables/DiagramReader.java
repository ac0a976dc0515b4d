package dev.baton.engine.tables;

import java.util.List;
import java.util.function.Consumer;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Refuses diagrams in which something could get stuck at a gateway: one that decides needs a way for whatever no condition
 * is true of (LA-14).
 */
final class DiagramReader {

    private static final List<String> DECIDING = List.of("exclusiveGateway", "inclusiveGateway");

    private DiagramReader() {}

    static void check(String file, String content, Consumer<TableFault> faults) {
        try {
            var root = ModelXml.read(content);
            DECIDING.stream()
                    .flatMap(kind -> ModelXml.all(root, kind))
                    .filter(gateway -> ModelXml.all(gateway, "outgoing").count() > 1)
                    .filter(gateway -> !hasDefault(root, gateway))
                    .forEach(gateway -> faults.accept(new TableFault(
                            file,
                            null,
                            null,
                            "the gateway " + gateway.getAttribute("id") + named(gateway) + " has no default flow",
                            "Make one of the flows that leave it the default flow")));
        } catch (SAXException e) {
            faults.accept(new TableFault(
                    file,
                    null,
                    null,
                    "the file cannot be read: " + e.getMessage(),
                    "Open and save it with the modeler"));
        }
    }

    /** A default that names a flow of another gateway, or none that is there, is none. */
    private static boolean hasDefault(Element root, Element gateway) {
        return ModelXml.all(root, "sequenceFlow")
                .anyMatch(flow -> flow.getAttribute("id").equals(gateway.getAttribute("default"))
                        && flow.getAttribute("sourceRef").equals(gateway.getAttribute("id")));
    }

    private static String named(Element gateway) {
        var name = gateway.getAttribute("name").replaceAll("\\s+", " ");
        return name.isBlank() ? "" : " \"" + name + "\"";
    }
}

package dev.baton;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Every statement of the main code, as its source has it: a walk into another module's table is seen nowhere else. */
final class Statements {

    /** Tables of other modules that are still named, as {@code Class: table}. Nothing may come; what is mended goes. */
    static final Set<String> FOREIGN_STILL = Set.of();

    /** Keep a table that only grows, take turns, or forget what is old: nothing in it has a life of its own. */
    static final Set<String> APPENDING = Set.of(
            "StoredAuditTrail", // adds to the trail
            "AuditSeals", // seals it
            "ChainedLedger", // adds to the ledger
            "EvidenceTurns", // takes turns
            "Decisions", // adds the record of each decision
            "Timeline", // adds to the timeline of a lead
            "ReceivedPayments", // adds what was paid
            "DealTimeline", // adds to the timeline of a deal
            "Transitions", // adds to the passages of a deal
            "ImportRows", // adds what became of each row of a file
            "StageChanges",
            "RefusedMoves", // adds what a deal refused
            "SignInPlaces", // counts what is tried, and forgets it after a day
            "NewDeliveries", // adds those of a notice, each once
            "ForgettingNotices", // forgets in batches
            "LiveFeed", // listens to PostgreSQL
            "DemoHistory"); // writes a year of history in one go

    /** Records and lists from before ADR 9. None may come; what has become an aggregate or …Queries goes. */
    static final Set<String> RECORDS_STILL = Set.of(
            "HeldLeads",
            "RoutingSwitches",
            "AppendOnlyHealth",
            "RecordingContact",
            "OwnerFigures",
            "ResponseWindows",
            "DwellHistory",
            "GateFacts",
            "PaybackCycle",
            "ShowingFunnel",
            "DealsPerStage",
            "Substates");

    /** Read models that pages of the same module read without a use case in between. */
    static final Set<String> PUBLIC_STILL = Set.of("DealQueries");

    private static final Path SOURCES = Path.of("src/main/java/dev/baton");
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    private static final Pattern CREATED = Pattern.compile("(?im)^create table (?:if not exists )?(\\w+)");

    /** A comment, a text block, a string or a character; whichever comes first. */
    private static final Pattern TOKEN = Pattern.compile(
            "//[^\\n]*|/\\*(?s:.*?)\\*/"
                    + "|\"\"\"(?<block>(?s:(?:\\\\.|.)*?))\"\"\"|\"(?<string>(?:\\\\.|[^\"\\\\\\n])*)\"|'(?:\\\\.|[^'\\\\\\n])+'");

    /** As statements are written in this house: in small letters. */
    private static final Pattern NAMED =
            Pattern.compile("\\b(?:from|join|into|update|table|using)\\s+(?:only\\s+)?(\\w+)"
                    + "|@(?:Table|JoinTable|CollectionTable|SecondaryTable)\\(\\s*(?:name\\s*=\\s*)?§(\\w+)");

    private static final Pattern MORE =
            Pattern.compile("\\bfrom\\s+\\w+(?:\\s+(?:as\\s+)?\\w+)?((?:\\s*,\\s*\\w+(?:\\s+\\w+)?)+)");
    private static final Pattern WRITES =
            Pattern.compile("\\b(?:insert into|delete from|update\\s+\\w+(?:\\s+\\w+)?\\s+set|merge into|truncate)\\b");

    private record Literal(Path file, String type, String module, String text) {}

    private final List<Literal> literals;
    private final Map<String, String> moduleOf;

    private Statements(List<Literal> literals, Map<String, String> moduleOf) {
        this.literals = literals;
        this.moduleOf = moduleOf;
    }

    static Statements ofMainCode() throws IOException {
        var literals = new ArrayList<Literal>();
        for (var file : files(SOURCES, ".java")) {
            var module = SOURCES.relativize(file).getName(0).toString();
            var type = file.getFileName().toString().replace(".java", "");
            literalsOf(Files.readString(file)).forEach(text -> literals.add(new Literal(file, type, module, text)));
        }
        return new Statements(literals, tables());
    }

    /** As {@code Class: table}. */
    Set<String> foreign() {
        var found = new TreeSet<String>();
        for (var literal : literals) {
            for (var table : tablesIn(literal.text())) {
                var owner = moduleOf.get(table);
                if (owner != null && !owner.equals(literal.module())) {
                    found.add(literal.type() + ": " + table);
                }
            }
        }
        return found;
    }

    /** Classes with such an end to their name that change a row. */
    Set<String> writing(String end) {
        var found = new TreeSet<String>();
        literals.stream()
                .filter(literal -> literal.type().endsWith(end)
                        && WRITES.matcher(literal.text()).find())
                .forEach(literal ->
                        found.add(literal.type() + ": " + literal.text().strip()));
        return found;
    }

    Map<String, String> moduleOf() {
        return moduleOf;
    }

    static Set<String> tablesIn(String text) {
        var found = new TreeSet<String>();
        var named = NAMED.matcher(text);
        while (named.find()) {
            found.add(named.group(1) == null ? named.group(2) : named.group(1));
        }
        var more = MORE.matcher(text);
        while (more.find()) {
            for (var one : more.group(1).strip().substring(1).split(",", -1)) {
                found.add(one.strip().split("\\s+", 2)[0]);
            }
        }
        return found;
    }

    /** Strings and text blocks, and annotations that name a table; no comments. */
    static List<String> literalsOf(String source) {
        var found = new ArrayList<String>();
        var token = TOKEN.matcher(source);
        while (token.find()) {
            var text = token.group("block") == null ? token.group("string") : token.group("block");
            if (text != null) {
                var before = source.substring(Math.max(0, token.start() - 40), token.start());
                found.add(
                        before.matches("(?s).*@(?:Join|Collection|Secondary)?Table\\(\\s*(?:name\\s*=\\s*)?")
                                ? "@Table(§" + text
                                : text);
            }
        }
        return found;
    }

    /** The folder of a migration says whose its tables are. */
    private static Map<String, String> tables() throws IOException {
        var tables = new HashMap<String, String>();
        for (var file : files(MIGRATIONS, ".sql")) {
            var text = Files.readString(file);
            var module = MIGRATIONS.relativize(file).getName(0).toString();
            var created = CREATED.matcher(text);
            while (created.find()) {
                tables.put(created.group(1), module);
            }
        }
        return tables;
    }

    private static List<Path> files(Path folder, String end) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }

    static String outermost(String type) {
        var simple = type.substring(type.lastIndexOf('.') + 1);
        var inner = simple.indexOf('$');
        return inner < 0 ? simple : simple.substring(0, inner);
    }
}

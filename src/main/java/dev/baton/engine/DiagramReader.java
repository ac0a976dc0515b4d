package dev.baton.engine;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Refuses diagrams in which something could get stuck at a gateway: one that decides needs a way for whatever no condition
 * is true of (LA-14).
 */
final class DiagramReader {

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final List<String> DECIDING = List.of("exclusiveGateway", "inclusiveGateway");

    private DiagramReader() {}

    static void check(String file, String content, Consumer<TableFault> faults) {
        try {
            var root = read(content);
            DECIDING.stream()
                    .flatMap(kind -> all(root, kind).stream())
                    .filter(gateway -> all(gateway, "outgoing").size() > 1)
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

    private static Element read(String content) throws SAXException {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(content))).getDocumentElement();
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A default that names a flow of another gateway, or none that is there, is none. */
    private static boolean hasDefault(Element root, Element gateway) {
        return all(root, "sequenceFlow").stream()
                .anyMatch(flow -> flow.getAttribute("id").equals(gateway.getAttribute("default"))
                        && flow.getAttribute("sourceRef").equals(gateway.getAttribute("id")));
    }

    private static String named(Element gateway) {
        var name = gateway.getAttribute("name").replaceAll("\\s+", " ");
        return name.isBlank() ? "" : " \"" + name + "\"";
    }

    private static List<Element> all(Element parent, String kind) {
        var found = parent.getElementsByTagNameNS(BPMN, kind);
        return IntStream.range(0, found.getLength())
                .mapToObj(index -> (Element) found.item(index))
                .toList();
    }
}

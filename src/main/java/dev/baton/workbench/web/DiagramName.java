package dev.baton.workbench.web;

import dev.baton.engine.DeployedResource;
import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** The name that its owner gave a process in the diagram. */
final class DiagramName {

    private static final XMLInputFactory XML = XMLInputFactory.newFactory();

    static {
        XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    private DiagramName() {}

    /** The id where the diagram has no name, or is none. */
    static String of(DeployedResource diagram) {
        var name = nameIn(diagram);
        return name == null || name.isBlank() ? diagram.resourceId() : name.strip();
    }

    private static @Nullable String nameIn(DeployedResource diagram) {
        try {
            var reader = XML.createXMLStreamReader(new StringReader(diagram.content()));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT
                        && reader.getLocalName().equals("process")
                        && diagram.resourceId().equals(reader.getAttributeValue(null, "id"))) {
                    return reader.getAttributeValue(null, "name");
                }
            }
        } catch (XMLStreamException e) {
            // A diagram that the engine took and this parser does not is still listed, by its id.
        }
        return null;
    }
}

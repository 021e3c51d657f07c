package org.barscancel.request;

import java.io.StringReader;
import java.util.MissingResourceException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLResolver;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Looks through XML before anybody builds anything from it. */
final class StrictXml {
    static final int DEEPEST = 64;

    /** The JDK's own, whatever else lies on the class path. */
    private static final XMLInputFactory FACTORY = factory();

    private StrictXml() {}

    /**
     * Refuses what is no well-formed XML, has a document type (and so might declare entities), or is nested too deep.
     *
     * @throws UnreadableInput for each of them, with the place and without any of the text
     */
    static void check(String text) throws UnreadableInput {
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(text));
            int depth = 0;
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                    throw at(reader, "The XML has a document type or entities of its own.");
                }
                if (event == XMLStreamConstants.START_ELEMENT && ++depth > DEEPEST) {
                    throw at(reader, "The XML is nested more than " + DEEPEST + " deep.");
                }
                if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                }
            }
        } catch (MissingResourceException e) {
            // The JDK's parser knows no words for some of what may be wrong in a document type.
            throw new UnreadableInput("The input is not well-formed XML.", null, null);
        } catch (XMLStreamException e) {
            // The parser's own message quotes the input.
            boolean known = e.getLocation() != null && e.getLocation().getLineNumber() > 0;
            throw new UnreadableInput(
                    "The input is not well-formed XML.",
                    known ? e.getLocation().getLineNumber() : null,
                    known ? e.getLocation().getColumnNumber() : null);
        }
    }

    private static UnreadableInput at(XMLStreamReader reader, String message) {
        return new UnreadableInput(
                message,
                reader.getLocation().getLineNumber(),
                reader.getLocation().getColumnNumber());
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        XMLResolver nothing = (publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("Nothing is fetched");
        };
        factory.setXMLResolver(nothing);
        return factory;
    }
}

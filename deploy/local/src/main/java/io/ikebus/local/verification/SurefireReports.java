package io.ikebus.local.verification;

import io.ikebus.local.verification.TestOutcome.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads the reports that Maven's Surefire leaves in each module. */
final class SurefireReports {

    private static final Pattern REPORT = Pattern.compile(".*/surefire-reports/TEST-[^/]*\\.xml");

    private static final Pattern ABORTED =
            Pattern.compile("^org\\.opentest4j\\.TestAbortedException: (Assumption failed: )?");

    private SurefireReports() {}

    /** Every test below {@code home} that was reported since then. */
    static List<TestOutcome> since(Instant then, Path home) {
        List<TestOutcome> outcomes = new ArrayList<>();
        for (Path report : reports(home, FileTime.from(then))) {
            outcomes.addAll(read(report));
        }
        return outcomes;
    }

    static List<TestOutcome> read(Path report) {
        List<TestOutcome> outcomes = new ArrayList<>();
        NodeList cases = parse(report).getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            outcomes.add(outcome((Element) cases.item(i)));
        }
        return outcomes;
    }

    private static TestOutcome outcome(Element test) {
        String className = test.getAttribute("classname");
        String method = test.getAttribute("name");
        String name = className.substring(className.lastIndexOf('.') + 1) + (method.isEmpty() ? "" : "." + method);
        for (String fault : List.of("failure", "error")) {
            if (test.getElementsByTagName(fault).item(0) instanceof Element found) {
                return new TestOutcome(name, Kind.FAILED, message(found));
            }
        }
        return test.getElementsByTagName("skipped").item(0) instanceof Element found
                ? new TestOutcome(name, Kind.SKIPPED, message(found))
                : new TestOutcome(name, Kind.PASSED, "");
    }

    /** The first line of what was said; of a failed assumption only the stack trace has it. */
    private static String message(Element element) {
        String message = element.getAttribute("message");
        String said = message.isBlank() ? element.getTextContent().strip() : message;
        String first = said.lines().findFirst().orElse(element.getAttribute("type"));
        return ABORTED.matcher(first).replaceFirst("");
    }

    private static List<Path> reports(Path home, FileTime then) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(home, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    String name = directory.getFileName().toString();
                    // Sources hold no reports, and what starts with a dot is not the build's.
                    return name.equals("src") || name.startsWith(".") && !directory.equals(home)
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (REPORT.matcher(file.toString()).matches()
                            && attributes.lastModifiedTime().compareTo(then) >= 0) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    // A build may remove files while we look.
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for test reports in " + home, e);
        }
        found.sort(null);
        return found;
    }

    private static Element parse(Path report) {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        try (InputStream text = Files.newInputStream(report)) {
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(text).getDocumentElement();
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("the test report " + report + " cannot be read", e);
        }
    }
}

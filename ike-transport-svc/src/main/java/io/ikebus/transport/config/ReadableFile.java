package io.ikebus.transport.config;

import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.spi.Converter;

/** A file that is there and can be read. */
public final class ReadableFile implements Converter<Path> {

    @Override
    public Path convert(String value) {
        Path file = Path.of(value.strip());
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IllegalArgumentException("this is the path of a file that this process can read");
        }
        return file;
    }
}

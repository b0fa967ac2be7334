package io.ikebus.local.load;

import io.ikebus.protocol.bus.BusJson;
import io.ikebus.protocol.bus.BusValue;
import java.io.IOException;

/** The generator's process: an order as JSON on standard input, the report as JSON on standard output. */
public final class LoadGenerator {
    private LoadGenerator() {}

    public static void main(String[] arguments) throws IOException {
        switch (BusJson.read(System.in.readAllBytes(), LoadOrder.class)) {
            case BusValue.Garbage<LoadOrder>(String reason) -> throw new IOException("no order: " + reason);
            case BusValue.Read<LoadOrder>(LoadOrder order) -> {
                try (Load load = new Load(order)) {
                    System.out.write(BusJson.write(load.run()));
                    System.out.println();
                }
            }
        }
    }
}

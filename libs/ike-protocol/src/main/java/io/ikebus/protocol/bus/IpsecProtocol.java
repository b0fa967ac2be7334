package io.ikebus.protocol.bus;

/** Security protocols, with their IP protocol number and their number in IKE (RFC 2407 4.4.1). */
public enum IpsecProtocol {
    ESP(50, 3),
    AH(51, 2);

    private final int ipProtocol;
    private final int ikeProtocolId;

    IpsecProtocol(int ipProtocol, int ikeProtocolId) {
        this.ipProtocol = ipProtocol;
        this.ikeProtocolId = ikeProtocolId;
    }

    /** @throws IllegalArgumentException unless it is {@code ESP} or {@code AH}; valueOf would quote what it was given */
    static IpsecProtocol parse(String name) {
        return switch (name) {
            case "ESP" -> ESP;
            case "AH" -> AH;
            default -> throw new IllegalArgumentException("a protocol is ESP or AH");
        };
    }

    public int ipProtocol() {
        return ipProtocol;
    }

    public int ikeProtocolId() {
        return ikeProtocolId;
    }
}

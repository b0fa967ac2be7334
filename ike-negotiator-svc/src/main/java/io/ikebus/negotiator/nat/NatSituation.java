package io.ikebus.negotiator.nat;

/**
 * Who sits behind a translator.
 *
 * @param here our end
 * @param there the peer's end
 */
public record NatSituation(boolean here, boolean there) {
    public static final NatSituation NONE = new NatSituation(false, false);

    /** Whether messages move to the other port and packets into UDP. */
    public boolean isPresent() {
        return here || there;
    }

    @Override
    public String toString() {
        return here ? there ? "a NAT before both ends" : "a NAT before us" : there ? "a NAT before the peer" : "no NAT";
    }
}

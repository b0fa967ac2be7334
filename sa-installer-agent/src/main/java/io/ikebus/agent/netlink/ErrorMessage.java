package io.ikebus.agent.netlink;

import io.ikebus.agent.kernel.Answer;
import io.ikebus.agent.kernel.Errno;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * NLMSG_ERROR, which is also the acknowledgement.
 *
 * <pre>
 * | 0 or -errno (4) | header of the request (16) | the request, unless capped | attributes: 1 = text |
 * </pre>
 */
final class ErrorMessage {
    private static final int FIXED = 4 + NetlinkMessage.HEADER;
    private static final int TEXT = 1;
    private static final int LONGEST_TEXT = 200;

    private ErrorMessage() {}

    static Answer read(NetlinkMessage message) {
        ByteBuffer body = message.requireBody(4).body();
        int error = body.getInt(0);
        return error == 0 ? Answer.DONE : Errno.refusal(-error, text(message));
    }

    /** The kernel's own words; empty if it has none. */
    private static String text(NetlinkMessage message) {
        if ((message.flags() & Xfrm.NLM_F_ACK_TLVS) == 0) {
            return "";
        }
        ByteBuffer body = message.requireBody(FIXED).body();
        int request = (message.flags() & Xfrm.NLM_F_CAPPED) != 0
                ? 0
                : NetlinkMessage.aligned(body.getInt(4)) - NetlinkMessage.HEADER;
        if (request < 0 || request > body.limit() - FIXED) {
            throw new MalformedMessage("an error that quotes " + request + " octets in " + body.limit());
        }
        ByteBuffer text = Attributes.read(body, FIXED + request).get(TEXT);
        return text == null ? "" : printable(text);
    }

    private static String printable(ByteBuffer text) {
        byte[] bytes = new byte[Math.min(text.limit(), LONGEST_TEXT)];
        text.get(0, bytes);
        return new String(bytes, StandardCharsets.US_ASCII)
                .replaceAll("\\p{Cntrl}.*", "")
                .replaceAll("[^\\x20-\\x7e]", "?");
    }
}

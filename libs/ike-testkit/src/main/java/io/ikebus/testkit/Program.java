package io.ikebus.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Files of other people's packages that the bed uses, and the Debian packages that bring them. */
enum Program {
    IP("iproute2", "/usr/sbin/ip", "/sbin/ip"),
    PING("iputils-ping", "/usr/bin/ping", "/bin/ping"),
    TCPDUMP("tcpdump", "/usr/bin/tcpdump", "/usr/sbin/tcpdump"),
    IPTABLES("iptables", "/usr/sbin/iptables-legacy"),
    CHARON("charon-systemd", "/usr/sbin/charon-systemd"),
    SWANCTL("strongswan-swanctl", "/usr/sbin/swanctl"),
    STRONGSWAN_STANDARD("libstrongswan-standard-plugins", "/usr/lib/ipsec/plugins/libstrongswan-openssl.so"),
    STRONGSWAN_EXTRA("libstrongswan-extra-plugins", "/usr/lib/ipsec/plugins/libstrongswan-chapoly.so"),
    CHARON_EXTRA("libcharon-extra-plugins", "/usr/lib/ipsec/plugins/libstrongswan-kernel-libipsec.so"),
    CHARON_EXTAUTH("libcharon-extauth-plugins", "/usr/lib/ipsec/plugins/libstrongswan-xauth-generic.so"),
    UML("user-mode-linux", "/usr/bin/linux.uml"),
    KLIBC("klibc-utils", "/usr/lib/klibc/bin/run-init"),
    CPIO("cpio", "/usr/bin/cpio", "/bin/cpio"),
    KMOD("kmod", "/usr/sbin/modprobe", "/sbin/modprobe"),
    SOFTHSM("softhsm2", "/usr/lib/softhsm/libsofthsm2.so"),
    PKCS11_TOOL("opensc", "/usr/bin/pkcs11-tool"),
    /** Only where the processor has AMX: see {@code uml-fpstate.c} of the bed. */
    CC_FOR_UML("gcc libc6-dev", "/usr/bin/cc");

    private final String debian;
    private final List<Path> places;

    Program(String debian, String... places) {
        this.debian = debian;
        this.places = Arrays.stream(places).map(Path::of).toList();
    }

    /** One or more package names. */
    String debian() {
        return debian;
    }

    boolean isPresent() {
        return places.stream().anyMatch(Files::exists) || this == CC_FOR_UML && !hasAmx();
    }

    private static boolean hasAmx() {
        try {
            return Files.readString(Path.of("/proc/cpuinfo")).contains(" amx_tile");
        } catch (IOException e) {
            return false;
        }
    }
}

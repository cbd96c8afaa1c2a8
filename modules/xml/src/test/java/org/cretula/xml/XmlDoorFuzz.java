package org.cretula.xml;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Bytes of any kind at the door; docs/CONTRIBUTING.md says how to try more than the kept ones. */
class XmlDoorFuzz {

    private static final XmlDoor DOOR = new XmlDoor(new XmlLimits(64 << 10, 64, 1_000, 64, 16 << 10));

    @FuzzTest
    void skimming_agrees_with_parsing(byte[] bytes) {
        DOOR.parse(bytes);
    }
}

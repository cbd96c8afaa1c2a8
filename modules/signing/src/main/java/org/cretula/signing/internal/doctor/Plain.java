package org.cretula.signing.internal.doctor;

/** What happens to a file of any kind: line ends, the last of them, and the byte order mark. */
final class Plain {

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private Plain() {}

    static boolean withLineFeeds(byte[] now, Out out) {
        boolean changed = false;
        for (int i = 0; i < now.length; i++) {
            boolean dropped = now[i] == '\r' && i + 1 < now.length && now[i + 1] == '\n';
            changed |= dropped;
            if (!dropped) {
                out.octet(now[i]);
            }
        }
        return changed;
    }

    static boolean withCarriageReturns(byte[] now, Out out) {
        boolean changed = false;
        for (int i = 0; i < now.length; i++) {
            if (now[i] == '\n' && (i == 0 || now[i - 1] != '\r')) {
                out.octet('\r');
                changed = true;
            }
            out.octet(now[i]);
        }
        return changed;
    }

    static boolean withoutLastLineEnd(byte[] now, Out out) {
        if (now.length == 0 || now[now.length - 1] != '\n') {
            return false;
        }
        int end = now.length > 1 && now[now.length - 2] == '\r' ? now.length - 2 : now.length - 1;
        out.octets(now, 0, end);
        return true;
    }

    static boolean with(byte[] now, String lineEnd, Out out) {
        out.octets(now, 0, now.length);
        out.text(lineEnd);
        return true;
    }

    static boolean withoutMark(byte[] now, Out out) {
        boolean marked = isMarked(now);
        if (marked) {
            out.octets(now, MARK.length, now.length);
        }
        return marked;
    }

    static boolean withMark(byte[] now, Out out) {
        boolean marked = isMarked(now);
        if (!marked) {
            out.octets(MARK, 0, MARK.length);
            out.octets(now, 0, now.length);
        }
        return !marked;
    }

    private static boolean isMarked(byte[] now) {
        return now.length >= MARK.length && now[0] == MARK[0] && now[1] == MARK[1] && now[2] == MARK[2];
    }
}

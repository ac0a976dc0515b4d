package dev.baton.evidence;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What somebody sends us; it remembers whether it broke off, which is no failure of ours. */
final class UploadStream extends FilterInputStream {

    private boolean broken;

    UploadStream(InputStream sent) {
        super(sent);
    }

    boolean isBroken() {
        return broken;
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (IOException brokenOff) {
            broken = true;
            throw brokenOff;
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return super.read(buffer, offset, length);
        } catch (IOException brokenOff) {
            broken = true;
            throw brokenOff;
        }
    }
}

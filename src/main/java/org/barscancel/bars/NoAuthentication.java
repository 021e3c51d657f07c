package org.barscancel.bars;

import java.util.Map;

/** For far sides that know us by our certificate, or not at all: sends nothing and has nothing to renew. */
public final class NoAuthentication implements Authentication {
    @Override
    public Map<String, String> headers(FarSide farSide) {
        return Map.of();
    }

    @Override
    public boolean renew(FarSide farSide) {
        return false;
    }
}

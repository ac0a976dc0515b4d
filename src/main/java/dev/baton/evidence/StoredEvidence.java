package dev.baton.evidence;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
class StoredEvidence implements Evidence {

    private final Pieces pieces;
    private final Contents contents;

    StoredEvidence(Pieces pieces, Contents contents) {
        this.pieces = pieces;
        this.contents = contents;
    }

    @Override
    public List<Piece> of(String recordKind, UUID recordId) {
        return pieces.of(recordKind, recordId).stream().map(Details::piece).toList();
    }

    @Override
    public boolean intact(Piece piece) {
        return !piece.deleted() && contents.state(piece.sha256()) == Contents.State.AS_IT_WAS;
    }
}

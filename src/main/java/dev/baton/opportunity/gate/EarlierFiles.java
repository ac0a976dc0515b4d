package dev.baton.opportunity.gate;

import dev.baton.evidence.Piece;
import dev.baton.opportunity.deal.Deal;
import dev.baton.opportunity.deal.DealState;
import dev.baton.opportunity.gate.Gate.Filed;
import dev.baton.opportunity.gate.Gate.Missing;
import dev.baton.opportunity.gate.Gate.ProofState;
import dev.baton.opportunity.policy.Stage;
import dev.baton.opportunity.policy.StagePolicy;
import dev.baton.opportunity.policy.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Reads the files of other stages than the one that the deal stands in: gates behind it go on relying on theirs (SG-03). */
@Component
class EarlierFiles {

    private final StagePolicy policy;
    private final ReliableFiles files;
    private final GateTexts texts;

    EarlierFiles(StagePolicy policy, ReliableFiles files, GateTexts texts) {
        this.policy = policy;
        this.files = files;
        this.texts = texts;
    }

    /** The files of all stages but the one at whose gate the deal stands, in the order of the stages. */
    List<Filed> filed(Deal deal) {
        var present = deal.state() == DealState.OPEN ? deal.stage() : null;
        var byStage = files.of(deal).stream()
                .filter(piece -> !piece.stage().equals(present))
                .collect(Collectors.groupingBy(Piece::stage));
        return byStage.entrySet().stream()
                .sorted(Comparator.comparing(
                        one -> policy.find(one.getKey()).map(Stage::order).orElse(Integer.MAX_VALUE)))
                .map(one -> filed(one.getKey(), one.getValue()))
                .toList();
    }

    private Filed filed(String key, List<Piece> pieces) {
        var stage = policy.find(key);
        var inTable = stage.map(Stage::evidence).orElse(List.of()).stream().map(Stage.Proof::kind);
        var proofs = Stream.concat(inTable, pieces.stream().map(Piece::kind))
                .distinct()
                .filter(kind -> pieces.stream().anyMatch(piece -> piece.kind().equals(kind)))
                .map(kind -> {
                    var ofKind = pieces.stream()
                            .filter(piece -> piece.kind().equals(kind))
                            .toList();
                    var proof = stage.flatMap(one -> one.proof(kind))
                            .orElseGet(() ->
                                    new Stage.Proof(kind, new Text(kind, kind), Set.of(), false, "none", Set.of()));
                    return new ProofState(proof, ofKind, ofKind.stream().anyMatch(files::seemsReliable));
                })
                .toList();
        return new Filed(key, stage.map(Stage::name).orElseGet(() -> new Text(key, key)), proofs);
    }

    /** Files of earlier gates that are gone or damaged, with nothing in their place (SG-03). */
    List<Missing> brokenBefore(Stage present, List<Piece> pieces, Predicate<Piece> reliable) {
        var broken = new ArrayList<Missing>();
        pieces.stream().map(Piece::stage).distinct().forEach(key -> policy.find(key)
                .filter(stage -> stage.order() < present.order())
                .ifPresent(stage -> stage.evidence().stream()
                        .filter(Stage.Proof::required)
                        .forEach(proof -> {
                            var ofKind = pieces.stream()
                                    .filter(piece -> isOf(piece, key, proof.kind()))
                                    .toList();
                            if (!ofKind.isEmpty() && ofKind.stream().noneMatch(reliable)) {
                                broken.add(texts.said("broken", key + "." + proof.kind(), proof.name()));
                            }
                        })));
        return broken;
    }

    /** Files that the gates before ask for: one that was handed in anew takes the place of one that broke. */
    List<UUID> earlier(Stage present, List<Piece> pieces, Predicate<Piece> reliable) {
        return pieces.stream()
                .filter(piece -> policy.find(piece.stage())
                        .filter(stage -> stage.order() < present.order())
                        .flatMap(stage -> stage.proof(piece.kind()))
                        .filter(Stage.Proof::required)
                        .isPresent())
                .filter(reliable)
                .map(Piece::id)
                .toList();
    }

    static boolean isOf(Piece piece, String stage, String kind) {
        return piece.stage().equals(stage) && piece.kind().equals(kind);
    }
}

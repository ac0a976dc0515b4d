package dev.baton.evidence.web;

import dev.baton.evidence.DeletingPiece;
import dev.baton.evidence.ExplainingMismatch;
import dev.baton.evidence.Found;
import dev.baton.evidence.Mismatch;
import dev.baton.evidence.Piece;
import dev.baton.evidence.ShowingEvidence;
import dev.baton.evidence.StatingContent;
import dev.baton.evidence.TakingInFile;
import dev.baton.evidence.TakingInFile.Purpose;
import dev.baton.evidence.inspection.Reading;
import dev.baton.shared.Money;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@RequestMapping("/api/evidence")
class EvidenceController {

    @Schema(name = "PersonRef")
    record Someone(PersonId id, String name) {}

    record Reason(@NotBlank @Size(max = 1000) String reason) {}

    /**
     * @param amount the whole sum that the file names, with its currency
     * @param date that the file names
     */
    record Content(
            @Nullable BigDecimal amount,
            @Nullable @Size(max = 3) String currency,
            @Nullable LocalDate date) {}

    /** What somebody has read in a file that no machine could read. */
    record Statement(
            @Nullable String amount,
            @Nullable LocalDate date,
            @Nullable Someone by,
            @Nullable Instant at) {}

    /**
     * @param amounts that the text of the file names, for example {@code CNY 120000.00}
     * @param intact whether the file is still what was handed in; null where that cannot be told now
     * @param acceptedBy gates that relied on it, the latest first
     */
    @Schema(name = "EvidenceFile")
    record View(
            UUID id,
            String recordKind,
            UUID recordId,
            String stage,
            String kind,
            String fileName,
            String contentType,
            long size,
            String sha256,
            Someone by,
            Instant at,
            Reading reading,
            List<String> amounts,
            List<LocalDate> dates,
            @Nullable Statement stated,
            @Nullable Mismatch mismatch,
            @Nullable String mismatchReason,
            @Nullable Someone mismatchReasonBy,
            @Nullable Instant mismatchReasonAt,
            @Nullable Instant deletedAt,
            @Nullable Someone deletedBy,
            @Nullable String deletionReason,
            @Nullable Boolean intact,
            List<ShowingEvidence.Relied> acceptedBy) {}

    private final TakingInFile taking;
    private final ShowingEvidence showing;
    private final ExplainingMismatch explaining;
    private final StatingContent stating;
    private final DeletingPiece deleting;
    private final Staff staff;

    EvidenceController(
            TakingInFile taking,
            ShowingEvidence showing,
            ExplainingMismatch explaining,
            StatingContent stating,
            DeletingPiece deleting,
            Staff staff) {
        this.taking = taking;
        this.showing = showing;
        this.explaining = explaining;
        this.stating = stating;
        this.deleting = deleting;
        this.staff = staff;
    }

    /** 201 for a new piece, 200 where the same file is there already for the same purpose. */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<View> upload(
            @RequestParam String recordKind,
            @RequestParam UUID recordId,
            @RequestParam String stage,
            @RequestParam String kind,
            @RequestPart("file") MultipartFile file,
            Caller caller)
            throws IOException {
        try (var content = file.getInputStream()) {
            var taken = taking.take(
                    new Purpose(recordKind, recordId, stage, kind), file.getOriginalFilename(), content, caller);
            return answer(taken, caller);
        }
    }

    @GetMapping
    List<View> list(@RequestParam String recordKind, @RequestParam UUID recordId, Caller caller) {
        return showing.of(recordKind, recordId, caller).stream().map(this::view).toList();
    }

    @GetMapping("/{id}")
    View one(@PathVariable UUID id, Caller caller) {
        return view(showing.one(id, caller));
    }

    @GetMapping("/{id}/content")
    void content(@PathVariable UUID id, Caller caller, HttpServletResponse response) throws IOException {
        var file = showing.file(id, caller);
        try (var content = file.content()) {
            response.setContentType(file.piece().contentType());
            response.setContentLengthLong(file.piece().size());
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename(file.piece().fileName(), StandardCharsets.UTF_8)
                            .build()
                            .toString());
            content.transferTo(response.getOutputStream());
        }
    }

    @PutMapping("/{id}/mismatch-reason")
    View explain(@PathVariable UUID id, @RequestBody @Validated Reason reason, Caller caller) {
        explaining.explain(id, reason.reason(), caller);
        return view(showing.one(id, caller));
    }

    /** Says what a picture or a scan says that no machine could read. */
    @PutMapping("/{id}/content")
    View stateContent(@PathVariable UUID id, @RequestBody @Validated Content content, Caller caller) {
        var amount = content.amount();
        stating.state(
                id,
                amount == null ? null : Money.positive(amount, content.currency(), "amount"),
                content.date(),
                caller);
        return view(showing.one(id, caller));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id, @RequestBody @Validated Reason reason, Caller caller) {
        deleting.delete(id, reason.reason(), caller);
    }

    private ResponseEntity<View> answer(TakingInFile.Taken taken, Caller caller) {
        var id = taken.piece().id();
        var view = view(showing.one(id, caller));
        return taken.isNew()
                ? ResponseEntity.created(URI.create("/api/evidence/" + id)).body(view)
                : ResponseEntity.ok(view);
    }

    private View view(ShowingEvidence.Shown shown) {
        var piece = shown.piece();
        return new View(
                piece.id(),
                piece.recordKind(),
                piece.recordId(),
                piece.stage(),
                piece.kind(),
                piece.fileName(),
                piece.contentType(),
                piece.size(),
                piece.sha256(),
                new Someone(piece.by(), name(piece.by())),
                piece.at(),
                piece.reading(),
                piece.found().amounts().stream().map(Found.Sum::toString).toList(),
                piece.found().dates(),
                statement(piece),
                piece.mismatch(),
                piece.mismatchReason(),
                someone(piece.mismatchReasonBy()),
                piece.mismatchReasonAt(),
                piece.deletedAt(),
                someone(piece.deletedBy()),
                piece.deletionReason(),
                shown.intact(),
                shown.acceptedBy());
    }

    private @Nullable Statement statement(Piece piece) {
        var stated = piece.stated();
        return stated == null
                ? null
                : new Statement(
                        stated.amounts().isEmpty()
                                ? null
                                : stated.amounts().getFirst().toString(),
                        stated.dates().isEmpty() ? null : stated.dates().getFirst(),
                        someone(piece.statedBy()),
                        piece.statedAt());
    }

    private @Nullable Someone someone(@Nullable PersonId id) {
        return id == null ? null : new Someone(id, name(id));
    }

    private String name(PersonId id) {
        return staff.find(id).map(Person::name).orElse("?");
    }
}

package dev.baton.evidence.web;

import dev.baton.evidence.ReceivingParts;
import dev.baton.evidence.TakingInFile.Purpose;
import dev.baton.staff.Caller;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Files in parts, for lines that break. */
@RestController
@RequestMapping("/api/evidence/uploads")
class UploadController {

    @Schema(name = "Upload")
    record Beginning(
            @NotBlank @Size(max = 50) String recordKind,
            @NotNull UUID recordId,
            @NotNull @Size(max = 100) String stage,
            @NotBlank @Size(max = 100) String kind,
            @NotBlank @Size(max = 1000) String fileName,
            @NotNull @Positive Long size) {}

    /**
     * @param offset where the next part begins
     * @param maxPart bytes that one part may have
     * @param pieceId what became of the file, once all of it is there
     */
    record Progress(
            UUID id,
            long offset,
            long size,
            long maxPart,
            @Nullable UUID pieceId) {}

    private final ReceivingParts receiving;

    UploadController(ReceivingParts receiving) {
        this.receiving = receiving;
    }

    @PostMapping
    ResponseEntity<Progress> begin(@RequestBody @Validated Beginning beginning, Caller caller) {
        var purpose = new Purpose(beginning.recordKind(), beginning.recordId(), beginning.stage(), beginning.kind());
        var progress = progress(receiving.begin(purpose, beginning.fileName(), beginning.size(), caller));
        return ResponseEntity.created(URI.create("/api/evidence/uploads/" + progress.id()))
                .body(progress);
    }

    @GetMapping("/{id}")
    Progress progress(@PathVariable UUID id, Caller caller) {
        return progress(receiving.progress(id, caller));
    }

    @PutMapping(value = "/{id}", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    Progress append(@PathVariable UUID id, @RequestParam long offset, HttpServletRequest request, Caller caller)
            throws IOException {
        return progress(receiving.append(id, offset, request.getInputStream(), caller));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void abandon(@PathVariable UUID id, Caller caller) {
        receiving.abandon(id, caller);
    }

    private static Progress progress(ReceivingParts.Progress progress) {
        var taken = progress.taken();
        return new Progress(
                progress.id(),
                progress.offset(),
                progress.size(),
                progress.maxPart(),
                taken == null ? null : taken.piece().id());
    }
}

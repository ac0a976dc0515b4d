package dev.baton.integration.imports;

import dev.baton.shared.FormulaGuard;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@RequestMapping("/api/imports")
class ImportController {

    private static final int LISTED = 20;
    private static final int PAGE = 500;
    private static final int SHOWN = 100;
    private static final int PREVIEWED = 5;

    @Schema(name = "ImportReference")
    record Accepted(UUID id) {}

    @Schema(name = "PersonRef")
    record Uploader(PersonId id, String name) {}

    /**
     * How far an import is: {@code received} is {@code accepted} plus {@code rejected}.
     *
     * @param kind what its rows become: {@code leads} or {@code deals}
     * @param duplicates how many of the accepted rows stand for a record that was on file before
     * @param assigned how many of the accepted rows stand for a record that has an owner now
     */
    record Status(
            UUID id,
            String kind,
            String fileName,
            Import.Status status,
            int received,
            int accepted,
            int duplicates,
            int rejected,
            int assigned,
            @Nullable Long unreadableFromLine,
            @Nullable Uploader uploadedBy,
            Instant createdAt,
            @Nullable Instant finishedAt) {}

    record PreviewRow(long line, List<String> cells) {}

    /**
     * What a file is taken for.
     *
     * @param format the encoding of a text, or {@code xlsx}
     * @param columns the headings of the columns that hold a field; of several, the first that a row fills counts
     * @param remembered whether it was chosen so for an earlier file with the same headings
     * @param numbering headings whose columns only number the rows: no reference unless somebody says so
     */
    record Preview(
            UUID id,
            String kind,
            String fileName,
            String format,
            List<String> sheets,
            @Nullable String sheet,
            List<String> headers,
            Map<String, List<String>> columns,
            Map<String, String> defaults,
            boolean remembered,
            List<String> numbering,
            List<PreviewRow> rows) {}

    @Schema(name = "ImportChoice")
    record Chosen(
            @Nullable Map<String, List<String>> columns,
            @Nullable Map<String, String> defaults) {}

    /** @param field which says so, where one does */
    record RemarkedRow(
            long line, ImportRows.Remark remark, @Nullable String field, String reason, List<String> cells) {}

    private final AcceptingImport accepting;
    private final ImportScope scope;
    private final ImportRowQueries rows;
    private final ImportTargets targets;
    private final ExportingRejects handingOut;
    private final Staff staff;

    private final RejectTexts texts;

    ImportController(
            AcceptingImport accepting,
            ImportScope scope,
            ImportRowQueries rows,
            ImportTargets targets,
            ExportingRejects handingOut,
            Staff staff,
            RejectTexts texts) {
        this.texts = texts;
        this.accepting = accepting;
        this.scope = scope;
        this.rows = rows;
        this.targets = targets;
        this.handingOut = handingOut;
        this.staff = staff;
    }

    /**
     * @param kind what the rows become: {@code leads} or {@code deals}
     * @param sheet of a workbook; the first one where nothing is said
     * @param mapping JSON, field to column: {@code {"phone": "电话"}}, {@code {"phone": ["手机", "座机"]}}, {@code
     *     {"phone": {"column": "电话", "default": "…"}}}
     * @param defaults JSON, field to the value that rows have which do not say
     */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Accepted> upload(
            @RequestPart("file") MultipartFile file,
            @RequestParam(defaultValue = LeadRows.KIND) String kind,
            @RequestParam(required = false) @Nullable String sheet,
            @RequestParam(required = false) @Nullable String mapping,
            @RequestParam(required = false) @Nullable String defaults,
            Caller caller)
            throws IOException {
        try (var content = file.getInputStream()) {
            var id = accepting.accept(kind, content, file.getOriginalFilename(), sheet, mapping, defaults, caller);
            return ResponseEntity.accepted()
                    .location(URI.create("/api/imports/" + id))
                    .body(new Accepted(id));
        }
    }

    /**
     * Shows what a file is taken for and takes nothing of it in; {@code start} does, with what has been chosen.
     *
     * @param kind what the rows become: {@code leads} or {@code deals}
     * @param sheet of a workbook; the first one where nothing is said
     */
    @PostMapping(path = "/preview", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Preview preview(
            @RequestPart("file") MultipartFile file,
            @RequestParam(defaultValue = LeadRows.KIND) String kind,
            @RequestParam(required = false) @Nullable String sheet,
            Caller caller)
            throws IOException {
        try (var content = file.getInputStream()) {
            return preview(kind, accepting.preview(kind, content, file.getOriginalFilename(), sheet, caller), sheet);
        }
    }

    private Preview preview(String kind, AcceptingImport.Preview found, @Nullable String sheet) {
        var plan = found.plan();
        var columns = new LinkedHashMap<String, List<String>>();
        plan.columns()
                .forEach((field, places) -> columns.put(
                        field, places.stream().map(plan.headers()::get).toList()));
        var sheets = found.seen().sheets();
        return new Preview(
                found.id(),
                kind,
                found.fileName(),
                sheets.isEmpty() ? found.seen().encoding().charset() : "xlsx",
                sheets,
                sheets.isEmpty() ? null : sheet == null || sheet.isBlank() ? sheets.getFirst() : sheet,
                plan.headers(),
                columns,
                plan.defaults(),
                found.remembered(),
                found.numbering(),
                found.seen().rows().stream()
                        .limit(PREVIEWED)
                        .map(row -> new PreviewRow(
                                row.line(),
                                row.cells().stream().map(Cells::said).toList()))
                        .toList());
    }

    /** Begins with a file that was looked at; a field that is not named is in no column. */
    @PostMapping("/{id}/start")
    ResponseEntity<Accepted> start(@PathVariable UUID id, @RequestBody Chosen chosen, Caller caller) {
        accepting.start(
                id,
                chosen.columns() == null ? Map.of() : chosen.columns(),
                chosen.defaults() == null ? Map.of() : chosen.defaults(),
                caller);
        return ResponseEntity.accepted()
                .location(URI.create("/api/imports/" + id))
                .body(new Accepted(id));
    }

    @GetMapping
    List<Status> list(Caller caller) {
        return scope.latest(caller, LISTED).stream().map(this::status).toList();
    }

    @GetMapping("/{id}")
    Status one(@PathVariable UUID id, Caller caller) {
        return status(scope.require(caller, id));
    }

    /** The rows of which something is to be said: those that were refused, and those that were on file before. */
    @GetMapping("/{id}/remarks")
    List<RemarkedRow> remarks(@PathVariable UUID id, @RequestParam(defaultValue = "0") long afterLine, Caller caller) {
        var file = scope.require(caller, id);
        return rows.remarked(file.getId(), afterLine, SHOWN).stream()
                .map(row -> new RemarkedRow(row.line(), row.remark(), row.field(), row.reason(), row.cells()))
                .toList();
    }

    @GetMapping("/{id}/rejects.csv")
    void rejects(@PathVariable UUID id, Caller caller, Locale locale, HttpServletResponse response) throws IOException {
        var file = scope.require(caller, id);
        handingOut.to(caller, file);
        var plan = file.plan();
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"rejects-" + id + ".csv\"");
        var writer = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
        // Spreadsheets take the file for UTF-8 only with this mark.
        writer.write('\uFEFF');
        var printer = new CSVPrinter(writer, CSVFormat.RFC4180);
        var headers = new ArrayList<>(List.of("line", "field", "reason"));
        var ours = plan.headers().stream().filter(header -> !isOurs(header)).toList();
        headers.addAll(ours);
        headers.add("raw");
        printer.printRecord(headers.stream().map(FormulaGuard::guarded).toList());
        long after = 0;
        while (true) {
            var page = rows.remarked(id, after, PAGE);
            for (var row : page) {
                var field = texts.field(file.kind(), row.field(), locale);
                printer.printRecord(cells(row, field, plan.headers()));
            }
            if (page.size() < PAGE) {
                printer.flush();
                return;
            }
            after = page.getLast().line();
        }
    }

    private static List<String> cells(ImportRows.Remarked row, String field, List<String> headers) {
        var cells = new ArrayList<String>();
        cells.add(String.valueOf(row.line()));
        cells.add(FormulaGuard.guarded(field));
        cells.add(FormulaGuard.guarded(row.reason()));
        for (int i = 0; i < headers.size(); i++) {
            if (!isOurs(headers.get(i))) {
                cells.add(
                        i < row.cells().size()
                                ? FormulaGuard.guarded(row.cells().get(i))
                                : "");
            }
        }
        var beyond = row.cells().size() > headers.size()
                ? String.join(
                        " | ", row.cells().subList(headers.size(), row.cells().size()))
                : "";
        cells.add(FormulaGuard.guarded(row.raw() == null ? beyond : row.raw()));
        return cells;
    }

    private static boolean isOurs(String header) {
        return ImportSource.ADDED_BY_REJECTS.contains(header);
    }

    private Status status(Import file) {
        var uploader = file.uploadedBy();
        return new Status(
                file.getId(),
                file.kind(),
                file.fileName(),
                file.status(),
                file.received(),
                file.accepted(),
                file.duplicates(),
                file.rejected(),
                targets.of(file.kind()).assigned(rows.records(file.getId())),
                file.unreadableFromLine(),
                staff.find(uploader)
                        .map(Person::name)
                        .map(name -> new Uploader(uploader, name))
                        .orElse(null),
                file.createdAt(),
                file.finishedAt());
    }
}

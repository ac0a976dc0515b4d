package dev.baton.integration.form;

import dev.baton.integration.RateLimit;
import dev.baton.lead.intake.RegisteringLead;
import dev.baton.shared.Refusal;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.resource.NoResourceFoundException;

@Controller
class PublicFormController {

    private static final String PAGE = "lead-form.html";

    /** All that a stranger learns. */
    @Schema(name = "FormReceipt")
    record Received(String reference) {}

    private final RegisteringLead registering;
    private final PublicFormSource source;
    private final RateLimit limit;
    private final Counter byPrograms;

    PublicFormController(
            RegisteringLead registering,
            PublicFormSource source,
            PublicFormProperties properties,
            ProxyManager<String> buckets,
            MeterRegistry metrics) {
        this.registering = registering;
        this.source = source;
        this.limit = new RateLimit(
                buckets, "public form", properties.perAddress(), properties.together(), properties.period());
        this.byPrograms = metrics.counter("baton.public-form.by-programs");
    }

    @GetMapping("/public/lead-form")
    String page() throws NoResourceFoundException {
        if (!new ClassPathResource("static/" + PAGE).exists()) {
            throw new NoResourceFoundException(HttpMethod.GET, "/public/lead-form", PAGE);
        }
        return "forward:/" + PAGE;
    }

    @PostMapping(path = "/public/leads", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @ResponseBody
    Received json(@RequestBody PublicForm form, HttpServletRequest request) {
        return take(form, request);
    }

    @PostMapping(path = "/public/leads", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @ResponseBody
    Received form(@RequestBody MultiValueMap<String, String> fields, HttpServletRequest request) {
        var utm = new HashMap<String, String>();
        fields.forEach((key, values) -> {
            if (key.startsWith("utm_")) {
                utm.put(key, String.valueOf(values.getFirst()));
            }
        });
        return take(
                new PublicForm(
                        fields.getFirst("name"),
                        fields.getFirst("phone"),
                        fields.getFirst("company"),
                        fields.getFirst("intent"),
                        fields.getFirst("message"),
                        fields.getFirst("website"),
                        fields.getFirst("submission"),
                        fields.getFirst("form_id"),
                        fields.getFirst("landing_page"),
                        fields.getFirst("referrer"),
                        utm),
                request);
    }

    private Received take(PublicForm form, HttpServletRequest request) {
        limit.take(request.getRemoteAddr());
        if (form.filledByAProgram()) {
            // It reads success and does not try another way.
            byPrograms.increment();
            return new Received(FormReference.random());
        }
        var named = form.submission() == null ? "Idempotency-Key" : "submission";
        var reference = FormReference.of(
                form.submission() == null ? request.getHeader("Idempotency-Key") : form.submission(), named);
        @Nullable String agent = request.getHeader(HttpHeaders.USER_AGENT);
        var sent = new PublicFormSource.Sent(
                form, reference, request.getRemoteAddr(), agent, request.getHeader(HttpHeaders.REFERER));
        try {
            registering.register(source.standardise(sent), null, null);
        } catch (Refusal refusal) {
            // The visitor knows nothing of the reference that was made of it.
            throw refusal.code().equals("reference-reused")
                    ? new Refusal(Refusal.Kind.CONFLICT, "submission-reused", named, Map.of())
                    : refusal;
        }
        return new Received(reference);
    }
}

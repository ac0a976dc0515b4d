package dev.baton.web;

import dev.baton.web.ProblemDocuments.Wrong;
import jakarta.validation.ConstraintViolation;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.ObjectMapper;

/** Reads from what validation and parsing say which field is wrong, and by which rule. */
final class WrongFields {

    private WrongFields() {}

    static Wrong wrong(ObjectError error) {
        var field = error instanceof FieldError onField ? onField.getField() : error.getObjectName();
        if (error.contains(ConstraintViolation.class)) {
            return wrong(field, error.unwrap(ConstraintViolation.class));
        }
        return error instanceof FieldError onField && onField.isBindingFailure()
                ? new Wrong(field, "wrong-type")
                : wrong(field, (MessageSourceResolvable) error);
    }

    static Wrong wrong(String field, MessageSourceResolvable error) {
        if (error instanceof ObjectError object && object.contains(ConstraintViolation.class)) {
            return wrong(field, object.unwrap(ConstraintViolation.class));
        }
        var codes = error.getCodes();
        var constraint = codes == null || codes.length == 0 ? "" : codes[codes.length - 1];
        return new Wrong(field, code(constraint, Map.of(), null), Map.of("field", field));
    }

    static Wrong wrong(ConstraintViolation<?> violation) {
        var path = violation.getPropertyPath().toString();
        return wrong(path.substring(path.indexOf('.') + 1), violation);
    }

    static Wrong wrong(String field, ConstraintViolation<?> violation) {
        var attributes = violation.getConstraintDescriptor().getAttributes();
        var values = new LinkedHashMap<String, Object>();
        values.put("field", field);
        for (var name : List.of("min", "max", "value", "regexp")) {
            if (attributes.get(name) != null) {
                values.put(name.equals("value") ? "limit" : name, attributes.get(name));
            }
        }
        if (attributes.get("value") instanceof Number limit) {
            var constraint = violation.getConstraintDescriptor().getAnnotation().annotationType();
            values.put(constraint.getSimpleName().contains("Max") ? "max" : "min", limit);
            values.putIfAbsent("min", "…");
            values.putIfAbsent("max", "…");
        }
        if (violation.getInvalidValue() instanceof CharSequence || violation.getInvalidValue() instanceof Number) {
            values.put("value", violation.getInvalidValue());
        }
        var constraint = violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName();
        return new Wrong(field, code(constraint, attributes, violation.getInvalidValue()), values);
    }

    private static String code(String constraint, Map<String, Object> attributes, @Nullable Object value) {
        return switch (constraint) {
            case "NotNull", "NotBlank", "NotEmpty" -> "missing-field";
            case "Size", "Length" ->
                value instanceof CharSequence text
                                && attributes.get("min") instanceof Integer min
                                && text.length() < min
                        ? "too-short"
                        : "too-long";
            case "Email" -> "invalid-email";
            case "Future", "FutureOrPresent" -> "date-in-past";
            case "Past", "PastOrPresent" -> "date-in-future";
            case "Min", "Max", "DecimalMin", "DecimalMax", "Positive", "PositiveOrZero", "Negative", "Range" ->
                "out-of-range";
            default -> "invalid-value";
        };
    }

    /** Names the allowed values where the type knows them. */
    static Wrong wrongValue(
            @Nullable String field, @Nullable Class<?> type, @Nullable Object value, ObjectMapper json) {
        var values = new HashMap<String, Object>();
        values.put("field", String.valueOf(field));
        values.put("value", String.valueOf(value));
        if (type != null && type.isEnum()) {
            values.put(
                    "allowed",
                    Arrays.stream(type.getEnumConstants())
                            .map(constant -> json.convertValue(constant, String.class))
                            .toList());
            return new Wrong(field, "invalid-enum", values);
        }
        if (type != null && Temporal.class.isAssignableFrom(type)) {
            return new Wrong(field, "invalid-date", values);
        }
        return new Wrong(field, "wrong-type", values);
    }

    static String path(DatabindException failure) {
        return failure.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    }
}

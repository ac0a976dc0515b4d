package dev.baton.lead.web;

import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** Puts names where the timeline keeps ids. */
@Component
class LeadTexts {

    private static final TypeReference<LinkedHashMap<String, Object>> DETAIL = new TypeReference<>() {};

    private final ObjectMapper json;
    private final Staff staff;

    LeadTexts(ObjectMapper json, Staff staff) {
        this.json = json;
        this.staff = staff;
    }

    Map<String, Object> detail(String stored) {
        try {
            var detail = json.readValue(stored, DETAIL);
            detail.replaceAll((key, value) -> key.equals("owner") || key.equals("to") ? name(value) : value);
            return detail;
        } catch (JacksonException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object name(Object id) {
        return String.valueOf(id).length() != 36
                ? id
                : staff.find(PersonId.of(String.valueOf(id))).map(Person::name).orElse("?");
    }
}

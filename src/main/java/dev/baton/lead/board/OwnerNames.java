package dev.baton.lead.board;

import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says the names of persons that a statement knows by their ids. */
@Component
public class OwnerNames {

    private final Staff staff;

    OwnerNames(Staff staff) {
        this.staff = staff;
    }

    public @Nullable Owner of(@Nullable UUID id) {
        if (id == null) {
            return null;
        }
        var person = new PersonId(id);
        return new Owner(person, staff.find(person).map(Person::name).orElse("?"));
    }
}

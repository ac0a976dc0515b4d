package dev.baton.lead.board;

import dev.baton.staff.PersonId;
import io.swagger.v3.oas.annotations.media.Schema;

/** Who looks after a lead, by a name that people know. */
@Schema(name = "PersonRef")
public record Owner(PersonId id, String name) {}

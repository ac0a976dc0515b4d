package dev.baton.lead.intake;

import dev.baton.lead.LeadId;
import dev.baton.lead.LeadStatus;
import dev.baton.lead.NewLead;
import dev.baton.lead.Phone;
import dev.baton.lead.file.Lead;
import dev.baton.shared.PlainText;
import java.util.ArrayList;
import java.util.List;

/** A lead that has the reference of one that is being handed in: is it the same again? */
record LeadOnFile(LeadId id, LeadStatus status, String name, String phone, String phoneOriginal) {

    static LeadOnFile of(Lead lead) {
        return new LeadOnFile(lead.leadId(), lead.status(), lead.name(), lead.phone(), lead.phoneOriginal());
    }

    /**
     * The fields that say it is somebody else; none where it is the same again. A number that was corrected since may be
     * handed in as it was typed first.
     */
    List<String> differences(NewLead again, Phone number) {
        var fields = new ArrayList<String>();
        if (!PlainText.same(name, again.name())) {
            fields.add("name");
        }
        if (!phone.equals(number.e164())
                && Phone.parse(phoneOriginal)
                        .map(Phone::e164)
                        .filter(number.e164()::equals)
                        .isEmpty()) {
            fields.add("phone");
        }
        return fields;
    }
}

package dev.sarangbang.adapter.codec;

import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.delivery.Delivery;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/** A notice, in the same object with those it is for. */
final class DeliveryForm {

    private static final String TO = "to";

    private DeliveryForm() {}

    static void write(JsonGenerator json, Delivery delivery) {
        json.writeArrayPropertyStart(TO);
        for (AccountId recipient : delivery.recipients()) {
            json.writeString(Long.toString(recipient.value()));
        }
        json.writeEndArray();
        NoticeForm.write(json, delivery.notice());
    }

    static Delivery read(Fields fields) {
        return new Delivery(
                fields.ids(TO).stream().map(AccountId::new).collect(Collectors.toUnmodifiableSet()),
                NoticeForm.read(fields));
    }
}

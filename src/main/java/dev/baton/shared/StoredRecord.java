package dev.baton.shared;

import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Transient;
import org.springframework.data.domain.AbstractAggregateRoot;
import org.springframework.data.domain.Persistable;

/**
 * A record whose id is given before it is stored: it knows whether it is in the database, so that saving a new one asks
 * nothing first. What it registers is published by the save.
 *
 * @param <A> the record itself
 * @param <I> its id
 */
@MappedSuperclass
public abstract class StoredRecord<A extends StoredRecord<A, I>, I> extends AbstractAggregateRoot<A>
        implements Persistable<I> {

    @Transient
    private boolean fresh = true;

    @Override
    public boolean isNew() {
        return fresh;
    }

    @PostLoad
    @PostPersist
    void stored() {
        fresh = false;
    }
}

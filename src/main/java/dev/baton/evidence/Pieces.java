package dev.baton.evidence;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Pieces extends Repository<Piece, UUID> {

    Piece save(Piece piece);

    Optional<Piece> findById(UUID id);

    List<Piece> findByIdIn(Collection<UUID> ids);

    /** Newest first, deleted ones included. */
    @Query("select p from Piece p where p.recordKind = :recordKind and p.recordId = :recordId"
            + " order by p.at desc, p.id desc")
    List<Piece> of(String recordKind, UUID recordId);

    /** The record that a piece is about. */
    interface About {

        String getRecordKind();

        UUID getRecordId();
    }

    /** Without reading the piece, so that whoever waits for their turn afterwards reads it as it is then. */
    @Query("select p.recordKind as recordKind, p.recordId as recordId from Piece p where p.id = :id")
    Optional<About> recordOf(UUID id);

    /** The same content in a record, whatever for. */
    @Query("select p from Piece p where p.recordKind = :recordKind and p.recordId = :recordId and p.sha256 = :sha256"
            + " and p.deletedAt is null order by p.at, p.id")
    List<Piece> withContent(String recordKind, UUID recordId, String sha256);

    /** What the live pieces of a record come to. */
    interface Weight {

        long getPieces();

        long getBytes();
    }

    @Query("select count(p) as pieces, coalesce(sum(p.size), 0) as bytes from Piece p"
            + " where p.recordKind = :recordKind and p.recordId = :recordId and p.deletedAt is null")
    Weight weight(String recordKind, UUID recordId);

    /** Whether somebody needs the content: it is a live piece's, or one's that was deleted only lately. */
    @Query("select count(p) > 0 from Piece p"
            + " where p.sha256 = :sha256 and (p.deletedAt is null or p.deletedAt > :deletedSince)")
    boolean refersTo(String sha256, Instant deletedSince);
}

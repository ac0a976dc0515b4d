package dev.baton.evidence;

import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.support.TransactionTemplate;

/** The tables of evidence and what works on them, without the rest of the application. */
final class EvidenceDatabase implements AutoCloseable {

    private final EntityManagerFactory entities;
    private final LocalContainerEntityManagerFactoryBean factory;

    final JpaTransactionManager transactions;
    final TransactionTemplate transaction;
    final JdbcClient jdbc;
    final Pieces pieces;
    final Uploads uploads;
    final EvidenceTurns turns;
    final LedgerQueries entries;
    final PieceQueries rows;

    EvidenceDatabase(DataSource source) {
        factory = new LocalContainerEntityManagerFactoryBean();
        factory.setDataSource(source);
        factory.setPackagesToScan("dev.baton.evidence");
        factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        factory.setJpaPropertyMap(Map.of(
                "hibernate.physical_naming_strategy",
                PhysicalNamingStrategySnakeCaseImpl.class.getName(),
                "hibernate.jdbc.time_zone",
                "UTC"));
        factory.afterPropertiesSet();
        entities = factory.getObject();
        transactions = new JpaTransactionManager(entities);
        transactions.setDataSource(source);
        transactions.afterPropertiesSet();
        transaction = new TransactionTemplate(transactions);
        jdbc = JdbcClient.create(source);
        var repositories = new JpaRepositoryFactory(SharedEntityManagerCreator.createSharedEntityManager(entities));
        pieces = repositories.getRepository(Pieces.class);
        uploads = repositories.getRepository(Uploads.class);
        turns = new EvidenceTurns(jdbc);
        entries = new LedgerQueries(jdbc);
        rows = new PieceQueries(jdbc);
    }

    @Override
    public void close() {
        factory.destroy();
    }
}

package org.barscancel.ledger;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Opens an empty database for a test, and closes it after it. */
final class EmptyDatabase implements BeforeEachCallback, AfterEachCallback {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private ExtensionContext.Store shared;
    private HikariDataSource pool;

    /** A file, as it is kept when nothing else is configured. */
    DataSource onH2(Path folder) {
        return open("jdbc:h2:file:" + folder.resolve("ledger").toAbsolutePath() + ";WRITE_DELAY=0", "sa");
    }

    /** One of its own on the real server that all these tests share. */
    DataSource onPostgres() {
        EmbeddedPostgres server = shared.getOrComputeIfAbsent(Server.class).postgres();
        String name = "ledger" + NUMBERS.incrementAndGet();
        new JdbcTemplate(server.getPostgresDatabase()).execute("CREATE DATABASE " + name);
        return open(server.getJdbcUrl("postgres", name), "postgres");
    }

    private DataSource open(String url, String user) {
        pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        return pool;
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        shared = test.getRoot().getStore(ExtensionContext.Namespace.create(EmptyDatabase.class));
    }

    @Override
    public void afterEach(ExtensionContext test) {
        pool.close();
    }

    /** Started when it is first asked for, and stopped after all tests. */
    static final class Server implements ExtensionContext.Store.CloseableResource {
        private final EmbeddedPostgres postgres;

        Server() {
            try {
                postgres = EmbeddedPostgres.start();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        EmbeddedPostgres postgres() {
            return postgres;
        }

        @Override
        public void close() throws IOException {
            postgres.close();
        }
    }
}

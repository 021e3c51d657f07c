package org.barscancel.runtime.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.barscancel.BarsSettings;
import org.barscancel.doctor.Check;
import org.barscancel.doctor.Finding;
import org.barscancel.ledger.Ledger;
import org.barscancel.runtime.start.HomeFolders;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfoService;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The ledger's database: reached, and as this version needs it. Nothing is migrated. */
final class DatabaseExamined {
    private static final String DATABASE = "database";
    private static final int LOGIN_SECONDS = 5;

    private final BarsSettings settings;
    private final HomeExamined home;

    DatabaseExamined(BarsSettings settings, HomeExamined home) {
        this.settings = settings;
        this.home = home;
    }

    Check check() {
        return new Check(DATABASE, Set.of(), this::database);
    }

    private Finding database() throws IOException {
        BarsSettings.LedgerSettings ledger = settings.ledger();
        if (ledger.url() != null) {
            DriverManager.setLoginTimeout(LOGIN_SECONDS);
            return reached(ledger.url(), ledger.username(), ledger.password());
        }
        Path file = HomeFolders.home(settings).resolve("ledger").resolve("ledger");
        if (!Files.exists(file.resolveSibling("ledger.mv.db"))) {
            return Finding.pass(DATABASE, "the embedded one is not there yet; the first start makes it");
        }
        if (home.isRunning()) {
            return Finding.skipped(DATABASE, "the running instance has the embedded one open");
        }
        // Read only: H2 then writes neither the file nor another beside it.
        return reached(
                "jdbc:h2:file:" + file + ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE;TRACE_LEVEL_FILE=0",
                ledger.username() == null ? "bars" : ledger.username(),
                ledger.password() == null ? "" : ledger.password());
    }

    private static Finding reached(
            String url,
            @org.jspecify.annotations.Nullable String user,
            @org.jspecify.annotations.Nullable String password) {
        try (Connection connection = DriverManager.getConnection(url, user, password)) {
            return examined(connection);
        } catch (SQLException refused) {
            String state = String.valueOf(refused.getSQLState());
            return Finding.fail(
                    DATABASE,
                    "it cannot be connected to: SQL state " + state + meaning(state),
                    state.startsWith("28")
                            ? "Look at bars.ledger.username and bars.ledger.password."
                            : "Look at bars.ledger.url, and whether the database runs and can be reached from here.");
        }
    }

    private static String meaning(String state) {
        return switch (state.substring(0, Math.min(2, state.length()))) {
            case "28" -> " (user name or password refused)";
            case "08" -> " (no connection)";
            case "3D" -> " (no such database)";
            default -> "";
        };
    }

    private static Finding examined(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName() + " "
                + connection.getMetaData().getDatabaseProductVersion();
        MigrationInfoService migrations = Flyway.configure()
                .locations(Ledger.MIGRATIONS)
                .dataSource(new SingleConnectionDataSource(connection, true))
                .load()
                .info();
        int failed = 0;
        for (var migration : migrations.all()) {
            failed += migration.getState().isFailed() ? 1 : 0;
        }
        String what = product + ": " + migrations.applied().length + " migrations applied, "
                + migrations.pending().length + " pending, " + failed + " failed";
        if (failed > 0) {
            return Finding.fail(
                    DATABASE, what, "Restore the database from before the update, and look why the migration failed.");
        }
        if (product.startsWith("PostgreSQL") && "off".equals(synchronousCommit(connection))) {
            return Finding.fail(
                    DATABASE,
                    what + "; synchronous_commit is off, so a power cut could lose what was acknowledged",
                    "Set synchronous_commit to on for the ledger's user or database.");
        }
        return Finding.pass(
                DATABASE, what + (migrations.pending().length > 0 ? "; the next start applies what is pending" : ""));
    }

    private static String synchronousCommit(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet shown = statement.executeQuery("SHOW synchronous_commit")) {
            return shown.next() ? shown.getString(1) : "";
        }
    }
}

package org.barscancel.ledger;

import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A program that dies as soon as a projection has returned: no shutdown, no closing of the database. */
final class ProjectsAndHalts {
    private ProjectsAndHalts() {}

    public static void main(String[] args) {
        DataSource database = new DriverManagerDataSource(args[0], "sa", "");
        Flyway.configure()
                .locations(Ledger.MIGRATIONS)
                .dataSource(database)
                .load()
                .migrate();
        Ledger ledger = new Ledger(database, (home, requester, name) -> false, false);
        for (int n = 0; n < 50; n++) {
            ledger.project(List.of(Events.accepted("c" + n, 0, n)));
        }
        Runtime.getRuntime().halt(9);
    }
}

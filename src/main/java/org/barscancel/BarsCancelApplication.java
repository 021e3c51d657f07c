package org.barscancel;

import java.io.PrintStream;
import java.util.List;
import org.barscancel.command.Commands;
import org.barscancel.command.Program;
import org.barscancel.command.Start;
import org.barscancel.doctor.Doctor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** Starts BaRS Cancel. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class BarsCancelApplication {
    /**
     * Starts the program, or runs a command.
     *
     * @param args settings as {@code --name=value}, {@code start} before them or not; or a command, see {@link Commands}
     */
    public static void main(String[] args) {
        if (!Start.isMeant(args)) {
            System.exit(Commands.run(new Here(), System::getenv, System.out, System.err, args));
        }
        SpringApplication.run(BarsCancelApplication.class, Start.settings(args));
    }

    /** The program for its commands, in this process. */
    private static final class Here implements Program {
        @Override
        public Running start(List<String> settings) {
            ConfigurableApplicationContext context =
                    SpringApplication.run(BarsCancelApplication.class, settings.toArray(String[]::new));
            return new Running() {
                @Override
                public int port() {
                    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
                }

                @Override
                public void close() {
                    context.close();
                }
            };
        }

        /** Nobody here may know the runtime, which has the clients that are tried. */
        @Override
        public int examine(Doctor.Asked asked, PrintStream out, PrintStream error) {
            return SpringFactoriesLoader.forDefaultResourceLocation()
                    .load(Doctor.class)
                    .get(0)
                    .run(asked, out, error);
        }
    }
}

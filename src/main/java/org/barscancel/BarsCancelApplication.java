package org.barscancel;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts BaRS Cancel. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class BarsCancelApplication {
    /**
     * Starts the program.
     *
     * @param args settings as {@code --name=value}
     */
    public static void main(String[] args) {
        SpringApplication.run(BarsCancelApplication.class, args);
    }
}

package example.clinic;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A clinic's own application; the bundle is a dependency of it and nothing more. */
@SpringBootApplication
public class Clinic {
    public static void main(String[] args) {
        SpringApplication.run(Clinic.class, args);
    }
}

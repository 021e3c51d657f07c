package org.barscancel.blackbox.pause;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Runs inside the packaged program: whoever comes to a step, or has just done it, while a file {@code before-<step id>}
 * or {@code after-<step id>} lies in the folder {@code -Dpause.folder}, renames it to {@code ….reached} and stays there
 * until the program dies.
 */
public final class Pauses implements ApplicationContextInitializer<GenericApplicationContext>, InterceptStrategy {
    /** What a name of a file that was found ends with. */
    public static final String REACHED = ".reached";

    private final Path folder = Path.of(System.getProperty("pause.folder"));

    @Override
    public void initialize(GenericApplicationContext context) {
        context.registerBean("pauses", InterceptStrategy.class, () -> this);
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        String step = definition.getId();
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                pauseAt("before-" + step);
                return super.process(exchange, doneSync -> {
                    pauseAt("after-" + step);
                    callback.done(doneSync);
                });
            }
        };
    }

    private void pauseAt(String point) {
        Path armed = folder.resolve(point);
        if (!Files.exists(armed)) {
            return;
        }
        try {
            Files.move(armed, folder.resolve(point + REACHED), StandardCopyOption.ATOMIC_MOVE);
            new CountDownLatch(1).await();
        } catch (NoSuchFileException another) {
            // Somebody else stays there; one is enough.
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}

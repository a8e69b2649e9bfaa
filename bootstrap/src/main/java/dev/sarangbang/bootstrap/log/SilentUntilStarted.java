package dev.sarangbang.bootstrap.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * Keeps Logback from looking for configuration files: {@link Logging} sets the log up in code, once it is known how. That saves the
 * time of an XML parser at every start, and a file on the class path cannot switch on what must not be logged.
 */
public final class SilentUntilStarted extends ContextAwareBase implements Configurator {

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}

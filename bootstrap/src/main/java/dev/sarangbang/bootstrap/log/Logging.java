package dev.sarangbang.bootstrap.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import dev.sarangbang.bootstrap.config.Configuration.LogFormat;
import dev.sarangbang.bootstrap.config.Configuration.LogLevel;
import dev.sarangbang.bootstrap.config.Configuration.Logs;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Sets the log up: to the standard error stream, whoever speaks, through whichever logging API. */
public final class Logging {

    private static final String OURS = "dev.sarangbang";

    /** What could end a line, or make a terminal do things: C0, DEL, C1, and the line and paragraph separators of Unicode. */
    private static final String CONTROLS = "[\\u0000-\\u001F\\u007F-\\u009F\\u2028\\u2029]+";

    /**
     * One line an event: line ends in what is logged could otherwise pass for events that never were. Traces take lines of their own,
     * all of them indented, whatever is in their messages.
     */
    private static final String TEXT_PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0}: %replace(%msg%replace( %kvp{DOUBLE}){'^ $', ''}){'"
                    + CONTROLS
                    + "', ' '}%n%replace(%replace(%ex{20}){'[\\r\\n]+(?!$)', '\n    '}){'[\\u0000-\\u0008\\u000B-\\u001F\\u007F-\\u009F\\u2028\\u2029]+', ' '}";

    private Logging() {}

    /** Starts to log so. May be called again. */
    public static void start(Logs logs) {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        Encoder<ILoggingEvent> encoder = encoder(logs.format(), context);
        encoder.start();
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setTarget(ConsoleTarget.SystemErr.getName());
        appender.setEncoder(encoder);
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        // What libraries say below a warning is about their insides, and at the lowest levels it is the bytes they
        // move.
        root.setLevel(Level.WARN);
        context.getLogger(OURS).setLevel(level(logs.level()));
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    private static Encoder<ILoggingEvent> encoder(LogFormat format, LoggerContext context) {
        return switch (format) {
            case JSON -> {
                var json = new JsonEncoder();
                json.setContext(context);
                json.setWithSequenceNumber(false);
                json.setWithNanoseconds(false);
                json.setWithContext(false);
                json.setWithMessage(false);
                json.setWithArguments(false);
                json.setWithFormattedMessage(true);
                yield json;
            }
            case TEXT -> {
                var text = new PatternLayoutEncoder();
                text.setContext(context);
                text.setPattern(TEXT_PATTERN);
                yield text;
            }
        };
    }

    private static Level level(LogLevel level) {
        return switch (level) {
            case ERROR -> Level.ERROR;
            case WARN -> Level.WARN;
            case INFO -> Level.INFO;
            case DEBUG -> Level.DEBUG;
        };
    }
}

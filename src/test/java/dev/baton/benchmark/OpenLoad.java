package dev.baton.benchmark;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Load as the world makes it: requests come when they come, whether or not the last one was answered. */
final class OpenLoad {

    /** One request; true when it was answered as it should be. */
    interface Request {
        boolean send(int number) throws Exception;
    }

    /** @param micros time from the moment at which a request was due, so that a slow answer delays no measurement */
    record Result(Histogram micros, int sent, int failed, Duration took) {

        double perSecond() {
            return sent / (took.toNanos() / 1e9);
        }
    }

    private OpenLoad() {}

    /** Sends at a steady rate. */
    static Result atRate(double perSecond, int requests, Request request) {
        Histogram micros = new ConcurrentHistogram(3);
        AtomicInteger failed = new AtomicInteger();
        long started = System.nanoTime();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; number < requests; number++) {
                long due = started + (long) (number * 1e9 / perSecond);
                waitUntil(due);
                int current = number;
                senders.execute(() -> sendAndRecord(request, current, due, micros, failed));
            }
        }
        return new Result(micros, requests, failed.get(), Duration.ofNanos(System.nanoTime() - started));
    }

    /** Sends as fast as this many callers get their answers. */
    static Result asFastAs(int callers, int requests, Request request) {
        Histogram micros = new ConcurrentHistogram(3);
        AtomicInteger failed = new AtomicInteger();
        Semaphore free = new Semaphore(callers);
        long started = System.nanoTime();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; number < requests; number++) {
                free.acquireUninterruptibly();
                int current = number;
                senders.execute(() -> {
                    try {
                        sendAndRecord(request, current, System.nanoTime(), micros, failed);
                    } finally {
                        free.release();
                    }
                });
            }
        }
        return new Result(micros, requests, failed.get(), Duration.ofNanos(System.nanoTime() - started));
    }

    private static void sendAndRecord(Request request, int number, long due, Histogram micros, AtomicInteger failed) {
        try {
            if (!request.send(number)) {
                failed.incrementAndGet();
            }
        } catch (Exception e) {
            failed.incrementAndGet();
        } finally {
            micros.recordValue(Math.max(0, (System.nanoTime() - due) / 1000));
        }
    }

    private static void waitUntil(long due) {
        long left;
        while ((left = due - System.nanoTime()) > 0) {
            LockSupport.parkNanos(left);
        }
    }
}

package dev.sarangbang.application;

import dev.sarangbang.application.ChangeOutcome.Changed;
import dev.sarangbang.application.ChangeOutcome.Reason;
import dev.sarangbang.application.ChangeOutcome.Refused;
import dev.sarangbang.application.ChangeOutcome.Unknown;
import dev.sarangbang.domain.account.Account;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.account.Username;
import dev.sarangbang.domain.id.Snowflakes;
import dev.sarangbang.domain.message.ClientMessageId;
import dev.sarangbang.domain.message.Content;
import dev.sarangbang.domain.message.Draft;
import dev.sarangbang.domain.message.Entry;
import dev.sarangbang.domain.message.Intent;
import dev.sarangbang.domain.port.Accounts;
import dev.sarangbang.domain.port.PortException;
import dev.sarangbang.domain.port.RoomDirectory;
import dev.sarangbang.domain.port.RoomLog;
import dev.sarangbang.domain.port.RoomLog.Appending;
import dev.sarangbang.domain.room.InviteSecret;
import dev.sarangbang.domain.room.Room;
import dev.sarangbang.domain.room.RoomChange;
import dev.sarangbang.domain.room.RoomId;
import dev.sarangbang.domain.room.RoomTitle;
import dev.sarangbang.domain.room.Ruling;
import dev.sarangbang.domain.sync.DeviceId;
import dev.sarangbang.domain.sync.Sequence;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Rooms by way of their lanes. The directory is written before the log whenever someone may come in, here for who opens a room and
 * by {@link BatchWriter} for the others, so that nobody is ever in a room that is missing from their list; and after it when
 * someone has gone out.
 */
final class DirectoryLobby implements Lobby {

    private final RoomLog log;
    private final RoomDirectory directory;
    private final Accounts accounts;
    private final KnownAccounts known;
    private final RoomViews views;
    private final RoomLanes lanes;
    private final Fanout fanout;
    private final Snowflakes ids;
    private final Surroundings surroundings;
    private final Meter meter;

    DirectoryLobby(
            Ports ports,
            KnownAccounts known,
            RoomViews views,
            RoomLanes lanes,
            Fanout fanout,
            Snowflakes ids,
            Surroundings surroundings,
            Meter meter) {
        this.log = ports.roomLog();
        this.directory = ports.roomDirectory();
        this.accounts = ports.accounts();
        this.known = known;
        this.views = views;
        this.lanes = lanes;
        this.fanout = fanout;
        this.ids = ids;
        this.surroundings = surroundings;
        this.meter = meter;
    }

    @Override
    public void create(
            AccountId host, ClientMessageId clientId, RoomTitle title, Consumer<? super ChangeOutcome> reply) {
        RoomId room = directory.reserve(host, clientId, new RoomId(ids.next().value()));
        Optional<Room> now = log.head(room);
        if (now.isEmpty()) {
            if (hasAllRooms(host, room)) {
                reply.accept(new Refused(Reason.TOO_MANY_ROOMS));
                return;
            }
            directory.add(host, room, Sequence.BEFORE_FIRST);
            Ruling.Accepted opening = Room.open(
                    room,
                    title,
                    host,
                    InviteSecret.create(surroundings.random()),
                    clientId,
                    ids.next(),
                    surroundings.clock().instant().truncatedTo(ChronoUnit.MILLIS));
            var change = new RoomChange(opening.next(), List.of(opening.entry()));
            if (log.append(change) instanceof Appending.Appended) {
                fanout.appended(
                        opening.next(), List.of(opening), ignored -> reply.accept(new Changed(opening.entry())));
                return;
            }
            now = log.head(room);
        }
        // The same request, made before or at the same time, has opened the room; whoever made it may have told nobody.
        Optional<Entry> before = log.find(room, host, clientId);
        reply.accept(before.map(entry -> Pending.answerFrom(entry, new Content.RoomCreated(title)))
                .orElseGet(Unknown::new));
        if (now.isPresent() && before.isPresent()) {
            fanout.appendedBefore(now.get(), before.get());
        }
    }

    @Override
    public void rename(Target target, RoomTitle title, Consumer<? super ChangeOutcome> reply) {
        submit(target, new Intent.Rename(title), reply);
    }

    @Override
    public void invite(Target target, Username guestName, Consumer<? super ChangeOutcome> reply) {
        Optional<Room> room = log.head(target.room());
        if (room.flatMap(found -> found.member(target.caller())).isEmpty()) {
            // Before anyone is looked up by name, so that names are not probed from outside.
            refuseUnlessDone(target, () -> intentToInvite(guestName), Reason.NO_SUCH_ROOM, reply);
            return;
        }
        Optional<Intent.Invite> intent = intentToInvite(guestName);
        if (intent.isEmpty()) {
            refuseUnlessDone(target, Optional::empty, Reason.NO_SUCH_ACCOUNT, reply);
            return;
        }
        admit(target, intent.get().guest(), intent.get(), room.get(), reply);
    }

    @Override
    public void renewInvite(Target target, Consumer<? super ChangeOutcome> reply) {
        submit(target, new Intent.RenewInvite(InviteSecret.create(surroundings.random())), reply);
    }

    @Override
    public void join(Target target, InviteSecret secret, Consumer<? super ChangeOutcome> reply) {
        Optional<Room> room = log.head(target.room());
        if (room.isEmpty()) {
            reply.accept(new Refused(Reason.INVITE_INVALID));
            return;
        }
        var intent = new Intent.Join(secret);
        if (secret.equals(room.get().invite())) {
            admit(target, target.caller(), intent, room.get(), reply);
        } else {
            submit(target, intent, reply);
        }
    }

    @Override
    public void leave(Target target, Consumer<? super ChangeOutcome> reply) {
        submit(target, new Intent.Leave(), reconciling(target.caller(), target.room(), reply));
    }

    @Override
    public void remove(Target target, AccountId member, Consumer<? super ChangeOutcome> reply) {
        var intent = new Intent.Remove(member, InviteSecret.create(surroundings.random()));
        submit(target, intent, reconciling(member, target.room(), reply));
    }

    @Override
    public List<RoomSummary> rooms(AccountId caller, DeviceId device) {
        return views.summaries(caller, device);
    }

    @Override
    public Optional<RoomSnapshot> room(AccountId caller, DeviceId device, RoomId room) {
        return views.snapshot(caller, device, room);
    }

    @Override
    public Map<AccountId, Account> accounts(Collection<AccountId> wanted) {
        return known.find(wanted.stream().limit(Limits.ACCOUNTS_LOOKED_UP_MAX).toList());
    }

    private void admit(
            Target target, AccountId guest, Intent intent, Room room, Consumer<? super ChangeOutcome> reply) {
        boolean isNew = room.member(guest).isEmpty();
        if (isNew && hasAllRooms(guest, target.room())) {
            refuseUnlessDone(target, () -> Optional.of(intent), Reason.TOO_MANY_ROOMS, reply);
            return;
        }
        submit(target, intent, reconciling(guest, target.room(), reply));
    }

    /**
     * Passes the answer on, and then takes the room off the list of {@code account} if they are not in it. It stays there while the
     * outcome is unknown, and if this node crashes: the directory may name a room too many, never one too few.
     */
    private Consumer<ChangeOutcome> reconciling(AccountId account, RoomId room, Consumer<? super ChangeOutcome> reply) {
        return outcome -> {
            reply.accept(outcome);
            if (!(outcome instanceof Unknown)) {
                surroundings.executor().execute(() -> reconcile(account, room));
            }
        };
    }

    /**
     * Whoever comes in after what is read here is entered with that place or a later one, and stays entered: so it does not matter what
     * happens in between, or where this ends.
     */
    private void reconcile(AccountId account, RoomId roomId) {
        try {
            log.head(roomId)
                    .filter(room -> room.member(account).isEmpty())
                    .ifPresent(room ->
                            directory.remove(account, roomId, room.head().sequence()));
        } catch (PortException e) {
            // The directory names a room too many, which readers see through.
            meter.degraded("directory", e);
        }
    }

    private Optional<Intent.Invite> intentToInvite(Username guest) {
        return accounts.findByUsername(guest)
                .map(found -> new Intent.Invite(found.account().id()));
    }

    /**
     * Refuses, unless the caller had made a request of that name before: then the answer tells of that.
     *
     * @param intent what the request wants; empty if that is impossible, so that it cannot have been done before
     */
    private void refuseUnlessDone(
            Target target,
            Supplier<Optional<? extends Intent>> intent,
            Reason reason,
            Consumer<? super ChangeOutcome> reply) {
        AccountId caller = target.caller();
        Optional<Entry> before = log.find(target.room(), caller, target.clientId());
        if (before.isEmpty()) {
            reply.accept(new Refused(reason));
            return;
        }
        reply.accept(intent.get()
                .map(wanted -> Pending.answerFrom(before.get(), wanted.content(caller)))
                .orElseGet(() -> new Refused(Reason.ID_REUSED)));
    }

    private void submit(Target target, Intent intent, Consumer<? super ChangeOutcome> reply) {
        lanes.submit(target.room(), new Draft(target.caller(), target.clientId(), intent), reply);
    }

    /**
     * Whether there is no room for {@code account} in {@code room}. Who is entered for it already may be coming in just now, by an
     * earlier request that was not answered: to refuse that would not undo it.
     */
    private boolean hasAllRooms(AccountId account, RoomId room) {
        Set<RoomId> entered = directory.of(account);
        // The directory may name too many; only if it does is it worth looking at each.
        return entered.size() >= Limits.ROOMS_PER_ACCOUNT_MAX
                && !entered.contains(room)
                && views.roomsOf(account).size() >= Limits.ROOMS_PER_ACCOUNT_MAX;
    }
}

/**
 * The keyed queue between the events of a cluster and the work that they cause. It knows neither
 * Camel nor Kubernetes.
 *
 * <p>Its rules:
 *
 * <ol>
 *   <li>A key is in the queue at most once, however often it is added: changes of one object
 *       coalesce.
 *   <li>A key is handed out to one worker at a time. Added meanwhile, it is handed out again as
 *       soon as that worker is done, never beside it.
 *   <li>A key carries no state. Who takes it reads the newest state then, so nothing older is ever
 *       worked on.
 *   <li>Nothing is dropped: no capacity, no expiry. The queue grows with the number of objects, not
 *       of events.
 *   <li>Ready keys are handed out in the order in which they became ready.
 *   <li>A failed key waits for its {@link io.seldoningress.queue.BackOff back-off}, without a
 *       thread, longer or shorter where the worker asks for it. A change of its object ends the
 *       wait, because the newer state may well succeed; so does {@code endWaits} for all keys.
 *       Nothing ends the part of a wait that the worker calls firm. Only success forgets the number
 *       of failures.
 *   <li>A key whose work succeeded may wait as well, where its worker left something to do later.
 *       It has not failed, and a change of its object or {@code endWaits} ends this wait too.
 *   <li>Workers may go away and come back (a suspended, restarted or reloaded route): keys wait for
 *       them.
 * </ol>
 */
package io.seldoningress.queue;

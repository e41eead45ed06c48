/**
 * Leader election: of several replicas one leads, the one that holds a Lease, and only that one
 * writes. It is a cluster service of Camel, driven by fabric8's elector.
 *
 * <p>Its rules:
 *
 * <ol>
 *   <li>Times are measured by the monotonic clock of each process. No time that another process
 *       wrote is compared with a clock of ours, so clocks may be wrong by any amount.
 *   <li>A holder that renews at t, counted from before its request is sent, may begin to write
 *       until t + renewDeadline, and what it began ends before t + leaseDuration.
 *   <li>Another process takes the Lease when it has not seen it change for leaseDuration, counted
 *       from when the answer that showed the last change is there. That is after t.
 *   <li>A Lease is changed only on condition that it is still what was read, so of two processes
 *       that want it one gets it.
 *   <li>Before a holder gives the Lease back it stops writing, and waits for what it began.
 * </ol>
 */
package io.seldoningress.leader;

package io.seldoningress.reconcile;

import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.gateway.TlsSources;
import java.util.Optional;

/**
 * All that is known when the Gateway that this controller keeps has its turn.
 *
 * @param key which Gateway
 * @param gateway its newest state; empty where it is not there
 * @param foreign whether it is somebody else's
 * @param sources what its HTTPS servers depend on; empty where this controller does not keep it
 */
public record GatewaySnapshot(
    ResourceKey key,
    Optional<ObservedGateway> gateway,
    boolean foreign,
    Optional<TlsSources> sources) {}

package io.interlock.gateway.paper;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a {@link PaperVenue} is started with.
 *
 * <p>Threading: one thread, before the start.
 */
public final class PaperVenueContext
{
    private final Map<String, BigDecimal> prices = new LinkedHashMap<>();
    private int port;
    private String senderCompId = "VENUE";
    private String targetCompId = "GATEWAY";

    /** Any free port, the venue's name VENUE, its client's name GATEWAY, no symbol. */
    public PaperVenueContext()
    {
        // Setters do the rest.
    }

    /**
     * The port on loopback.
     *
     * @param value 0: any that is free, see {@link PaperVenue#port()}.
     * @return this.
     * @throws IllegalArgumentException outside 0 to 65535.
     */
    public PaperVenueContext port(final int value)
    {
        if (value < 0 || value > 65_535)
        {
            throw new IllegalArgumentException("port " + value + ": 0 to 65535 are allowed");
        }
        port = value;
        return this;
    }

    /**
     * The venue's own name.
     *
     * @param value not empty.
     * @return this.
     */
    public PaperVenueContext senderCompId(final String value)
    {
        senderCompId = Objects.requireNonNull(value, "senderCompId");
        return this;
    }

    /**
     * The client's name; one client is served.
     *
     * @param value not empty.
     * @return this.
     */
    public PaperVenueContext targetCompId(final String value)
    {
        targetCompId = Objects.requireNonNull(value, "targetCompId");
        return this;
    }

    /**
     * A symbol that is traded, and its price.
     *
     * @param symbol as in Symbol (55).
     * @param price  above 0.
     * @return this.
     * @throws IllegalArgumentException for a price not above 0.
     */
    public PaperVenueContext price(final String symbol, final BigDecimal price)
    {
        prices.put(Objects.requireNonNull(symbol, "symbol"), requirePositive(price));
        return this;
    }

    static BigDecimal requirePositive(final BigDecimal price)
    {
        if (price.signum() <= 0)
        {
            throw new IllegalArgumentException("price " + price.toPlainString() + " must be above 0");
        }
        return price;
    }

    int port()
    {
        return port;
    }

    String senderCompId()
    {
        return senderCompId;
    }

    String targetCompId()
    {
        return targetCompId;
    }

    Map<String, BigDecimal> prices()
    {
        return prices;
    }
}

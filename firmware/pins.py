"""The pins of each board. Generated from hardware/pinout.toml by `boothkit pins`: change that, not this."""

# board: (name, direction, active level, pull, gpio) of each pin
PINS = {
    "pico_w": (
        ("loop_a", "in", 0, "up", 2),
        ("loop_b", "in", 0, "up", 3),
        ("ring", "in", 0, "up", 4),
        ("dtmf_q1", "in", 1, "none", 6),
        ("dtmf_q2", "in", 1, "none", 7),
        ("dtmf_q3", "in", 1, "none", 8),
        ("dtmf_q4", "in", 1, "none", 9),
        ("dtmf_std", "in", 1, "down", 10),
        ("meter", "in", 0, "up", 11),
        ("relay_sense", "in", 0, "up", 12),
        ("tamper", "in", 1, "up", 13),
        ("relay", "out", 1, "none", 14),
        ("lamp", "out", 1, "none", 15),
        ("buzzer", "out", 1, "none", 16),
    ),
    "esp32": (
        ("loop_a", "in", 0, "up", 32),
        ("loop_b", "in", 0, "up", 33),
        ("ring", "in", 0, "up", 25),
        ("dtmf_q1", "in", 1, "none", 26),
        ("dtmf_q2", "in", 1, "none", 27),
        ("dtmf_q3", "in", 1, "none", 14),
        ("dtmf_q4", "in", 1, "none", 12),
        ("dtmf_std", "in", 1, "down", 13),
        ("meter", "in", 0, "up", 16),
        ("relay_sense", "in", 0, "up", 17),
        ("tamper", "in", 1, "up", 18),
        ("relay", "out", 1, "none", 19),
        ("lamp", "out", 1, "none", 21),
        ("buzzer", "out", 1, "none", 22),
    ),
}

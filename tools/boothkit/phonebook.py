"""Numbers for virtual customers: from all over the world, plausible, nobody's in particular."""

import random

# As dialled from a country whose international prefix is 00; n is any digit from 2 to 9, x any at all.
# Where a country keeps numbers for films and examples, they are those.
PATTERNS = (
    "0033199000xxx", "0033612xxxxxx", "00442079460xxx", "0044740012xxxx", "0012125550nxx",
    "0013055550nxx", "0034912nxxxxx", "00346125xxxxx", "00351213nxxxxx", "00351912xxxxxx",
    "003906698xxxxx", "00393331xxxxxx", "00493023125xxx", "00491715xxxxxx", "0043720000xxx",
    "0041442nxxxxx", "003222nxxxxx", "00420222nxxxxx", "00421232xxxxxx", "0048222nxxxxx",
    "0048512xxxxxx", "0040213xxxxxx", "00359297xxxxx", "0038044nxxxxxx", "00902122nxxxxx",
    "00905321xxxxxx", "00212522nxxxxx", "00212661xxxxxx", "0021321xxxxxx", "0021671nxxxxx",
    "00221338xxxxxx", "00221771xxxxxx", "002250708xxxxxx", "002348031xxxxxx", "00233302xxxxxx",
    "00237677xxxxxx", "00254711xxxxxx", "00251911xxxxxx", "0027211xxxxxx", "00201001xxxxxx",
    "0052552nxxxxxx", "00573001xxxxxx", "0051987xxxxxx", "0059399xxxxxxx", "00584121xxxxxx",
    "0054113nxxxxxx", "005511912xxxxxx", "0059171nxxxxx", "0018095550nxx", "0053521xxxxx",
    "00919811xxxxxx", "00923001xxxxxx", "008801711xxxxxx", "00639171xxxxxx", "008613801xxxxxx",
    "0084912xxxxxx", "00971501xxxxxx", "0096655xxxxxxx", "0061491570xxx", "00819012xxxxxx",
)  # fmt: skip


def some_number(chance: random.Random) -> str:
    return "".join(fill(letter, chance) for letter in chance.choice(PATTERNS))


def fill(letter: str, chance: random.Random) -> str:
    if letter == "n":
        return chance.choice("23456789")
    return chance.choice("0123456789") if letter == "x" else letter

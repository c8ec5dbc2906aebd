"""Ways to pay, in the words of the paper. A leaf of the layouts."""

from locutorio.words import Words


def taken(words: Words, method: str) -> str:
    texts = {
        "cash": words.gettext("Cash"),
        "card": words.gettext("Card"),
        "transfer": words.gettext("Transfer"),
        "account": words.gettext("Accounts"),
    }
    return texts.get(method, method)


def paid(words: Words, method: str) -> str:
    texts = {
        "cash": words.gettext("Paid in cash"),
        "card": words.gettext("Paid by card"),
        "transfer": words.gettext("Paid by transfer"),
        "account": words.gettext("Paid from the account"),
    }
    return texts.get(method, method)


def given_back(words: Words, method: str) -> str:
    texts = {
        "cash": words.gettext("Given back in cash"),
        "card": words.gettext("Given back to the card"),
        "transfer": words.gettext("Given back by transfer"),
        "account": words.gettext("Given back to the account"),
    }
    return texts.get(method, method)

"""A Twilio-shaped gateway and everybody's phone, on loopback: `python -m wardbell.config.commands._rehearsal.sms_sink --store FILE`.

Messages are made as Twilio's OpenAPI says; status callbacks and inbound messages are signed as Twilio signs them.
What a watcher may do: GET /_control/messages and /_control/state; POST /_control/inbound {from, body} plays a reply;
POST /_control/next {answers: [...]} plays faults for the next requests, in order: 429, 500, 503, html, hang, close, and
taken-500, taken-hang, taken-close (the message is made and the answer lost); POST /_control/undelivered {to, error_code}.
"""

import argparse
import asyncio
import base64
import secrets
import sys
from collections import deque
from collections.abc import Mapping, Sequence
from email.utils import format_datetime
from urllib.parse import parse_qs, urlsplit

from aiohttp import web

from wardbell.config.commands._rehearsal import _store
from wardbell.config.commands._rehearsal._sms_rules import Refusal, judge, keyword, segments
from wardbell.config.commands._rehearsal._webhooks import Manner, Webhooks
from wardbell.ground import clock

API = "2010-04-01"
FAULTS = {"429", "500", "503", "html", "hang", "close", "taken-500", "taken-hang", "taken-close"}
HANG_S = 3600.0


class Gateway:
    """One account, its numbers, and what its readers have stopped."""

    def __init__(self, options: argparse.Namespace, store: _store.Store, webhooks: Webhooks) -> None:
        self._options = options
        self._store = store
        self._webhooks = webhooks
        self._made: dict[str, dict[str, object]] = {}
        self._stopped: set[str] = set()
        self._undelivered: dict[str, int] = {}
        self._faults: deque[str] = deque()
        self._second, self._n_in_second = 0, 0

    def routes(self) -> list[web.RouteDef]:
        """Returns the gateway's own addresses and the watcher's."""
        account = f"/{API}/Accounts/{{account}}"
        return [
            web.post(f"{account}/Messages.json", self.make),
            web.get(f"{account}/Messages/{{sid}}.json", self.show),
            web.post("/_control/inbound", self.inbound),
            web.post("/_control/next", self.next_answers),
            web.post("/_control/undelivered", self.undelivered),
            web.get("/_control/state", self.state),
        ]

    async def make(self, request: web.Request) -> web.StreamResponse:
        """Makes one message: CreateMessage in the OpenAPI."""
        refusal = self._check_login(request) or self._check_rate()
        if refusal is not None:
            return _refused(refusal)
        form = await _form(request)
        fault = self._faults.popleft() if self._faults else ""
        if fault and not fault.startswith("taken-"):
            return await _faulty(request, fault)
        refusal = judge(form, senders=frozenset(self._options.senders), stopped=frozenset(self._stopped))
        if refusal is not None:
            return _refused(refusal)
        made = self._keep(form)
        if fault:
            return await _faulty(request, fault.removeprefix("taken-"))
        return web.json_response(made, status=201)

    async def show(self, request: web.Request) -> web.Response:
        """Answers what became of one message: FetchMessage in the OpenAPI."""
        made = self._made.get(request.match_info["sid"])
        refusal = self._check_login(request)
        if refusal is None and made is None:
            refusal = Refusal(status=404, code=20404)
        return _refused(refusal) if refusal is not None else web.json_response(made)

    async def inbound(self, request: web.Request) -> web.Response:
        """Plays a reply: posts it, signed, to the node, and answers what the node said."""
        given = await request.json()
        self._store.hear(str(given["from"]), str(given["body"]))
        sid = str(given.get("sid") or _new_sid())
        read_as = keyword(str(given["body"]))
        if read_as == "STOP":
            self._stopped.add(str(given["from"]))
        if read_as == "START":
            self._stopped.discard(str(given["from"]))
        form = {
            "MessageSid": sid, "SmsSid": sid, "SmsMessageSid": sid, "AccountSid": self._options.account,
            "From": str(given["from"]), "To": str(given.get("to") or self._options.senders[0]),
            "Body": str(given["body"]), "NumMedia": "0", "NumSegments": str(segments(str(given["body"]))),
            "SmsStatus": "received", "ApiVersion": API,
        }  # fmt: skip
        if read_as and self._options.advanced_opt_out:
            form["OptOutType"] = read_as
        status, text = await self._webhooks.post(str(given.get("url") or self._options.inbound_url), form)
        return web.json_response({"sid": sid, "status": status, "answer": text[:2000]})

    async def next_answers(self, request: web.Request) -> web.Response:
        """Plans faults for the next requests."""
        answers = [str(one) for one in (await request.json())["answers"]]
        if unknown := set(answers) - FAULTS:
            return web.json_response({"error": f"unknown {sorted(unknown)}"}, status=400)
        self._faults.extend(answers)
        return web.json_response({"planned": list(self._faults)})

    async def undelivered(self, request: web.Request) -> web.Response:
        """Plans that messages to one number end undelivered, with a code."""
        given = await request.json()
        self._undelivered[str(given["to"])] = int(given.get("error_code", 30003))
        return web.json_response({"planned": len(self._undelivered)})

    async def state(self, _request: web.Request) -> web.Response:
        """Tells the counts."""
        return web.json_response({
            "n": self._store.n, "pending": self._webhooks.n_pending, "callbacks_ok": self._webhooks.n_ok,
            "callbacks_failed": self._webhooks.n_failed, "stopped": len(self._stopped),
        })  # fmt: skip

    def _keep(self, form: Mapping[str, str]) -> dict[str, object]:
        sid, callback = _new_sid(), form.get("StatusCallback", "")
        made = _resource(form, sid=sid, account=self._options.account)
        self._made[sid] = made
        reference = parse_qs(urlsplit(callback).query).get("ref", [""])[0]
        sender = form.get("From") or form.get("MessagingServiceSid")
        self._store.add(
            medium="sms", to=form["To"], sender=sender, body=form["Body"], sid=sid, reference=reference
        )
        if callback:
            self._webhooks.tell(callback, self._status_form(form, sid), self._end_of(form["To"]))
        return made

    def _status_form(self, form: Mapping[str, str], sid: str) -> dict[str, str]:
        return {
            "MessageSid": sid, "SmsSid": sid, "AccountSid": self._options.account, "ApiVersion": API,
            "From": form.get("From", ""), "To": form["To"],
        }  # fmt: skip

    def _end_of(self, to: str) -> dict[str, str]:
        code = self._undelivered.get(to)
        if code is None:
            return {}
        return {"MessageStatus": "undelivered", "SmsStatus": "undelivered", "ErrorCode": str(code)}

    def _check_login(self, request: web.Request) -> Refusal | None:
        word, _, login = request.headers.get("Authorization", "").partition(" ")
        wanted = base64.b64encode(f"{self._options.account}:{self._options.token}".encode())
        if word.lower() != "basic" or not secrets.compare_digest(login.strip().encode(), wanted):
            return Refusal(status=401, code=20003)
        is_own = request.match_info["account"] == self._options.account
        return None if is_own else Refusal(status=404, code=20404)

    def _check_rate(self) -> Refusal | None:
        if not self._options.rate:
            return None
        second = int(asyncio.get_running_loop().time())
        self._n_in_second = self._n_in_second + 1 if second == self._second else 1
        self._second = second
        is_over = self._n_in_second > self._options.rate
        return Refusal(status=429, code=20429) if is_over else None


def main(given: Sequence[str] | None = None) -> int:
    """Serves until it is told to end."""
    common = _store.arguments(__doc__ or "", given)
    options = _options(common)
    asyncio.run(_serve(options))
    return 0


def _options(common: argparse.Namespace) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="sms_sink")
    parser.add_argument("--account", default="AC" + "0" * 32)
    parser.add_argument("--token", default="loopback", help="the password, and the key of the signatures")
    parser.add_argument("--from", dest="senders", action="append", help="a number of the account; repeat")
    parser.add_argument("--inbound-url", default="http://localhost:8800/hooks/twilio/inbound")
    parser.add_argument("--deliver-to", default="", help="scheme://host:port in place of the public one")
    parser.add_argument("--statuses", default="queued,sent,delivered", help="callbacks made for each message")
    parser.add_argument("--delay", type=float, default=0.05, help="seconds before each callback")
    parser.add_argument("--copies", type=int, default=1, help="how often each callback is delivered")
    parser.add_argument("--shuffle", action="store_true", help="callbacks of a message come out of order")
    parser.add_argument("--at-once", type=int, default=8, help="callbacks under way at the same time")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=int, default=0, help="messages a second; more get 429; 0 is no limit")
    parser.add_argument("--no-advanced-opt-out", dest="advanced_opt_out", action="store_false")
    options = parser.parse_args(common.more, namespace=common)
    options.senders = options.senders or ["+16125550100"]
    return options


async def _serve(options: argparse.Namespace) -> None:
    store = _store.Store(options.store)
    manner = Manner(
        statuses=tuple(one for one in options.statuses.split(",") if one), delay_s=options.delay,
        n_copies=options.copies, is_shuffled=options.shuffle, deliver_to=options.deliver_to, seed=options.seed, at_once=options.at_once,
    )  # fmt: skip
    webhooks = Webhooks(token=options.token, manner=manner)
    application = web.Application()
    application.add_routes(Gateway(options, store, webhooks).routes() + _store.store_routes(store))
    runner, port = await _store.listen(application, options.port)
    _store.announce(sink="sms", port=port, control_port=port)
    await _store.until_told(watch_stdin=options.until_stdin_closes)
    await webhooks.close()
    await runner.cleanup()
    store.close()


async def _form(request: web.Request) -> dict[str, str]:
    if request.content_type != "application/x-www-form-urlencoded":
        return {f"content type {request.content_type}": ""}  # judged as an unknown parameter
    given = await request.post()
    return {name: str(value) for name, value in given.items()}


async def _faulty(request: web.Request, fault: str) -> web.StreamResponse:
    if fault == "hang":
        await asyncio.sleep(HANG_S)
    if fault == "html":
        return web.Response(text="<!doctype html><title>Welcome</title>", content_type="text/html")
    if fault == "close":
        if request.transport is not None:
            request.transport.close()
        return web.Response()
    codes = {"429": 20429, "500": 20500, "503": 20503}
    return _refused(Refusal(status=int(fault), code=codes[fault]))


def _refused(refusal: Refusal) -> web.Response:
    headers = {"Retry-After": "1"} if refusal.status in {429, 503} else {}
    return web.json_response(refusal.as_json(), status=refusal.status, headers=headers)


def _resource(form: Mapping[str, str], *, sid: str, account: str) -> dict[str, object]:
    """Returns a message as api.v2010.account.message shows it."""
    uri = f"/{API}/Accounts/{account}/Messages/{sid}"
    at = format_datetime(clock.now())
    return {
        "account_sid": account, "api_version": API, "body": form["Body"], "date_created": at, "date_updated": at,
        "date_sent": None, "direction": "outbound-api", "error_code": None, "error_message": None,
        "from": form.get("From"), "messaging_service_sid": form.get("MessagingServiceSid"), "num_media": "0",
        "num_segments": str(segments(form["Body"])), "price": None, "price_unit": None, "sid": sid,
        "status": "queued", "subresource_uris": {"media": f"{uri}/Media.json"}, "to": form["To"],
        "uri": f"{uri}.json",
    }  # fmt: skip


def _new_sid() -> str:
    return "SM" + secrets.token_hex(16)


if __name__ == "__main__":
    sys.exit(main())

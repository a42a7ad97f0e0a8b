"""What the room of ground truth does: it takes in, gathers, raises, asks people to look, answers, and forgets."""

from wardbell.reports.actions.calling import receive_call, receive_form
from wardbell.reports.actions.counsel import hand_to_counsel, publish_counsel_key, withdraw_counsel_key
from wardbell.reports.actions.desk import (
    claim,
    end_shift,
    hand_over,
    keep_volunteer,
    leave,
    say,
    set_shift,
)
from wardbell.reports.actions.forgetting import forget_by_itself, forget_due
from wardbell.reports.actions.gathering import merge, regather, split, undo
from wardbell.reports.actions.intake import Received, receive, receive_text
from wardbell.reports.actions.ladder import (
    attest,
    confirm_officially,
    doubt,
    move,
    record_peer_verdict,
    tie_to_notice,
)
from wardbell.reports.actions.listening import Recorded, keep_recording, write_down
from wardbell.reports.actions.locating import locate, sort
from wardbell.reports.actions.observing import observe
from wardbell.reports.actions.pictures import (
    add_picture,
    allow_pictures,
    block_in_picture,
    clear_picture,
    delete_picture,
    look_at_picture,
    stop_pictures,
)
from wardbell.reports.actions.proposing import (
    ask_again_for_approval,
    drop_proposal,
    end_notice,
    propose,
    propose_answer,
    set_right,
)
from wardbell.reports.actions.rumours import (
    answer_rumour,
    ask_again,
    drop_rumour,
    log_rumour,
    record_published,
    take_rumour,
)
from wardbell.reports.actions.scene import (
    accept,
    am_well,
    arrive,
    ask,
    decline,
    look_after,
    open_brief,
    stand_down,
)

__all__ = [
    "Received", "Recorded", "accept", "add_picture", "allow_pictures", "am_well", "answer_rumour", "arrive",
    "ask", "ask_again", "ask_again_for_approval", "attest", "block_in_picture", "claim", "clear_picture",
    "confirm_officially", "decline", "delete_picture", "doubt", "drop_proposal", "drop_rumour", "end_notice",
    "end_shift", "forget_by_itself", "forget_due", "hand_over", "hand_to_counsel", "keep_recording",
    "keep_volunteer", "leave", "locate", "log_rumour", "look_after", "look_at_picture", "merge", "move",
    "observe", "open_brief", "propose", "propose_answer", "publish_counsel_key", "receive", "receive_call",
    "receive_form", "receive_text", "record_peer_verdict", "record_published", "regather", "say", "set_right",
    "set_shift", "sort", "split", "stand_down", "stop_pictures", "take_rumour", "tie_to_notice", "undo",
    "withdraw_counsel_key", "write_down",
]  # fmt: skip

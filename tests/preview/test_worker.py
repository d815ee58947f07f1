"""Workers: what runs away or dies is a named error, and the next call finds a fresh one."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eco_print.config import Limits
from eco_print.diagnostics import EcoPrintError
from eco_print.preview.build import Wanted
from eco_print.preview.frames import packed, read_value
from eco_print.preview.worker import Worker

from preview.desk import Desk, make_desk  # isort: skip

JSON = st.recursive(st.none() | st.integers() | st.text() | st.binary(), st.lists, max_leaves=9)


@given(st.lists(JSON, max_size=4))
def test_values_come_through_a_pipe_one_after_another(values: list[object]) -> None:
    stream = io.BytesIO(b"".join(packed(value) for value in values))
    assert [read_value(stream) for _ in values] == values
    with pytest.raises(EOFError):
        read_value(stream)


@given(st.integers(0, 40))
def test_a_value_cut_short_is_the_end(kept: int) -> None:
    whole = packed("会议" * 9)
    with pytest.raises(EOFError):
        read_value(io.BytesIO(whole[: min(kept, len(whole) - 1)]))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def test_what_runs_away_is_stopped_and_the_next_call_is_answered(desk: Desk) -> None:
    desk.page("{% for a in range(99999) %}{% for b in range(99999) %}字{% endfor %}{% endfor %}")

    async def work() -> tuple[set[str], int, int]:
        worker = Worker("setter")
        try:
            with pytest.raises(EcoPrintError) as stopped:
                await worker.call("set", 1, Wanted(desk.report), (1,), limits=Limits(seconds=3))
            desk.page(None)
            outcome = await worker.call("set", 2, Wanted(desk.report), (1,), limits=Limits())
            return {f.code for f in stopped.value.findings}, len(outcome.sheets), worker.starts
        finally:
            await worker.stop()

    codes, sheets, starts = asyncio.run(work())
    assert codes == {"limit-time"}
    assert sheets > 3
    assert starts == 2


def test_too_much_memory_is_a_named_error(desk: Desk) -> None:
    desk.page("{{ 'a' * 10 ** 10 }}")

    async def work() -> set[str]:
        worker = Worker("setter")
        try:
            await worker.call("set", 1, Wanted(desk.report), (1,), limits=Limits(memory=2500))
        except EcoPrintError as failure:
            return {finding.code for finding in failure.findings}
        finally:
            await worker.stop()
        return set()

    assert asyncio.run(work()) == {"limit-memory"}


def test_a_worker_that_dies_is_told_and_replaced() -> None:
    async def work() -> tuple[set[str], object]:
        worker = Worker("camera")
        try:
            assert await worker.call("shoot", "none", 0, 72, limits=Limits()) is None
            assert worker._process is not None
            worker._process.kill()
            with pytest.raises(EcoPrintError) as died:
                await worker.call("shoot", "none", 0, 72, limits=Limits())
            codes = {finding.code for finding in died.value.findings}
            return codes, await worker.call("shoot", "none", 0, 72, limits=Limits())
        finally:
            await worker.stop()

    codes, after = asyncio.run(work())
    assert codes == {"worker-ended"}
    assert after is None


def test_a_fault_of_ours_says_so_and_starts_afresh() -> None:
    async def work() -> tuple[set[str], int]:
        worker = Worker("camera")
        try:
            with pytest.raises(EcoPrintError) as failed:
                await worker.call("load", "key", b"this is no PDF", limits=Limits())
            await worker.call("forget", ("key",), limits=Limits())
            return {finding.code for finding in failed.value.findings}, worker.starts
        finally:
            await worker.stop()

    assert asyncio.run(work()) == ({"internal-error"}, 2)

//! What a witness answers, status by status.

use waybill_log::Hash;
use waybill_log::cosignature::cosign;
use waybill_log::note::NoteError;
use waybill_log::tree::{EMPTY_ROOT, Wrong};
use waybill_log::witness::{Known, LINES_MAX, Request, Verdict, add_cosignatures, judge, read_size};
use waybill_log::{Checkpoint, SigningKey, checkpoint};

use crate::common::{Log, log_key, operation, trusted, witness_key};
use crate::notes::for_each_flip;

fn known(log: &Log, size: u64) -> Known {
    Known { size, root: log.root_at(size) }
}

fn request(log: &Log, old: u64) -> Request {
    Request { old, proof: log.consistency(old), checkpoint: log.signed() }
}

#[test]
fn what_goes_on_from_before_is_signed() {
    let log = operation(3);
    for (known, old) in
        [(None, 0), (Some(known(&log, 64)), 64), (Some(known(&log, 128)), 128), (Some(known(&log, 192)), 192)]
    {
        let read: Request = request(&log, old).to_string().parse().unwrap();
        let Verdict::Cosign(signed) = judge(known, &read, &trusted()) else { panic!("{old}") };
        assert_eq!(Known::from(&signed.checkpoint), Known { size: 192, root: log.root() });
        let line = cosign(&witness_key(), &signed.checkpoint, 9).unwrap();
        let all = add_cosignatures(&read.checkpoint, &line, &[witness_key().verifier().clone()]).unwrap();
        let keys = [trusted(), vec![witness_key().verifier().clone()]].concat();
        assert_eq!(checkpoint::open(&all, &keys).unwrap().verified.len(), 2);
        assert_eq!(add_cosignatures(&all, &line, &keys), Ok(all.clone()), "a line that is there is not added again");
    }
}

#[test]
fn every_refusal_has_the_status_of_the_specification() {
    let log = operation(3);
    let said = |known, request: &Request| judge(known, request, &trusted());
    let status = |verdict: Verdict| verdict.status();
    assert_eq!(status(said(Some(known(&log, 64)), &request(&log, 64))), 200);
    let mut no_note = request(&log, 64);
    no_note.checkpoint = "x".into();
    assert_eq!(said(None, &no_note), Verdict::Malformed);
    assert_eq!(status(said(None, &Request { old: 193, proof: vec![], checkpoint: log.signed() })), 400);
    assert_eq!(judge(None, &request(&log, 0), &[]), Verdict::Unknown);
    assert_eq!(status(judge(None, &request(&log, 0), &[witness_key().verifier().clone()])), 404);
    let other = SigningKey::from_seed(log_key().verifier().name(), &[9; 32]).unwrap();
    assert_eq!(status(judge(None, &request(&log, 0), &[other.verifier().clone()])), 403);
    let mut forged = request(&log, 0);
    forged.checkpoint = forged.checkpoint.replacen("192", "191", 1);
    assert_eq!(said(None, &forged), Verdict::Unsigned);
    assert_eq!(said(Some(known(&log, 128)), &request(&log, 64)), Verdict::Conflict(128));
    assert_eq!(said(None, &request(&log, 64)), Verdict::Conflict(0));
    assert_eq!(status(said(Some(known(&log, 128)), &request(&log, 0))), 409);
    let mut wrong = request(&log, 64);
    wrong.proof[0] = Hash([0; 32]);
    assert_eq!(status(said(Some(known(&log, 64)), &wrong)), 422);
    let more = Request { proof: vec![Hash([0; 32])], ..request(&log, 0) };
    assert_eq!(said(None, &more), Verdict::Inconsistent(Wrong::Length), "nothing is proven from nothing");
    let nothing = Checkpoint::new(log_key().verifier().name(), 0, Hash([0; 32])).unwrap().sign(&log_key()).unwrap();
    let nothing = Request { old: 0, proof: vec![], checkpoint: nothing };
    assert_eq!(said(None, &nothing), Verdict::Inconsistent(Wrong::Root), "a log without leaves has one root");
    let empty = Log::default().signed();
    assert_eq!(status(said(None, &Request { old: 0, proof: vec![], checkpoint: empty })), 200);
    assert_eq!(Log::default().root(), EMPTY_ROOT);
}

#[test]
fn a_request_has_one_form() {
    let log = operation(3);
    let text = request(&log, 64).to_string();
    let kept = Some(known(&log, 64));
    for_each_flip(&text, |changed, at| {
        let said = changed.parse::<Request>().map(|request| judge(kept, &request, &trusted()));
        assert!(!matches!(said, Ok(Verdict::Cosign(_))), "{at}: {changed}");
    });
    for bad in [
        text.replacen("old 64", "old 064", 1),
        text.replacen("old ", "old +", 1),
        text.replacen("\n\n", "\n", 1),
        format!("\n{text}"),
    ] {
        assert!(bad.parse::<Request>().is_err(), "{bad}");
    }
    let lines =
        |count| Request { proof: vec![Hash([0; 32]); count], ..request(&log, 64) }.to_string().parse::<Request>();
    assert!(lines(LINES_MAX).is_ok());
    assert!(lines(LINES_MAX + 1).is_err());
    assert_eq!(
        (read_size("128\n"), read_size("0128\n"), read_size("128"), read_size("x\n")),
        (Some(128), None, None, None)
    );
}

#[test]
fn an_answer_counts_only_where_the_witness_is_trusted() {
    let log = operation(1);
    let line = cosign(&witness_key(), &log.checkpoint(), 9).unwrap();
    let key = [witness_key().verifier().clone()];
    assert_eq!(add_cosignatures(&log.signed(), &line, &[]), Err(NoteError::Unsigned));
    assert_eq!(add_cosignatures(&log.signed(), "", &key), Err(NoteError::Unsigned));
    let other = cosign(&witness_key(), &operation(2).checkpoint(), 9).unwrap();
    assert!(
        matches!(add_cosignatures(&log.signed(), &other, &key), Err(NoteError::Forged(_))),
        "of another checkpoint"
    );
    let stranger = SigningKey::witness_from_seed("waybill/stranger/w", &[6; 32]).unwrap();
    let both = cosign(&stranger, &log.checkpoint(), 9).unwrap() + &line;
    let kept = add_cosignatures(&log.signed(), &both, &key).unwrap();
    assert!(kept.contains("neighbours") && !kept.contains("stranger"));
    // A witness who signs again and again leaves room for the others.
    let often: String = (1..=31).map(|time| cosign(&witness_key(), &log.checkpoint(), time).unwrap()).collect();
    let once = add_cosignatures(&log.signed(), &often, &key).unwrap();
    assert_eq!(once.matches("neighbours").count(), 1);
    assert_eq!(add_cosignatures(&once, &line, &key), Ok(once.clone()), "nor a second time later");
    assert!(add_cosignatures(&once, &both, &[stranger.verifier().clone()]).unwrap().contains("stranger"));
    // The log's own signature is no cosignature.
    let own = log.signed().lines().last().unwrap().to_owned() + "\n";
    assert_eq!(add_cosignatures(&log.signed(), &own, &trusted()), Err(NoteError::Unsigned));
}

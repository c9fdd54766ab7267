//! What is promised of the views.

use super::*;

/// The views and their columns. What the office wrote stands on them: a column may be added at the end of its view, and none may
/// go, be called otherwise or hold something else.
const PROMISED: &[(&str, &str)] = &[
    (
        "member",
        "no name sex id_no birth ethnicity native_place education education_code degree category org_code org_name joined full_on \
         entered assumed unit_id unit_name job job_code position owner phone landline address standing counted lost lost_since \
         floating floating_to floating_since remark",
    ),
    (
        "org",
        "code name short_name kind parent_code parent_name founded formation district approval_no approver contact phone units \
         members full_members probationary remark",
    ),
    ("asked", "code name kind"),
    (
        "unit",
        "id name short_name kind industry district established uscc authority leader member_enterprises employees \
         known_full_members trade_union youth_league womens_federation association_id association_name remark",
    ),
    ("cover", "id org_code org_name unit_id unit_name how since"),
    (
        "transfer",
        "id letter_no no name direction from_code from_name to_code to_name issued valid_days expires received state cancelled \
         cancel_reason dues_until remark",
    ),
    ("way", "id no name stage org_code org_name"),
    (
        "step",
        "id way_id no name org_code step date result hours doc_no superior_on notice_from notice_to voters present written \
         in_favour against abstained secret extended_to by_no by_name note",
    ),
    (
        "meeting",
        "id org_code org_name kind date time topic chair chair_no recorder lecturer place due voters present on_leave absent \
         minutes_long tier form measure integration partner campaigns guests sit_ins remark",
    ),
    ("attendance", "meeting_id org_code kind date no name due votes presence reason"),
    ("resolution", "id meeting_id org_code date text rule voters present written in_favour against abstained secret"),
    ("post", "id org_code org_name no name post how full_time also since"),
    ("instructor", "id no name unit_id unit_name kind source sent_by document also since remark"),
    ("visit", "id no name unit_id unit_name way matter problem aid date remark org_code org_name"),
    (
        "venue",
        "id org_code org_name name kind address area seats equipment shared_with supported_by money kept_by since remark",
    ),
    ("channel", "id org_code org_name kind name address kept_by followers since remark"),
    ("policy", "id org_code org_name title number issuer level kind topics file since remark"),
    ("org_function", "id org_code org_name text policy kind since remark"),
    ("org_honor", "id org_code org_name title level granted_by number date remark"),
    ("result", "id org_code org_name text measure amount enterprise integration date remark"),
    ("org_campaign", "id org_code org_name name alias part_of items under_code under_name since remark"),
    ("opinion", "id org_code org_name subject way asked answers outcome meeting date remark"),
    ("org_score", "id org_code org_name sheet item points date remark"),
    (
        "term",
        "id org_code org_name number years body seats began reminded extended_to consented consent_no consent_reason since remark",
    ),
    ("post_wanted", "id org_code org_name post number full_time document since remark"),
    ("plan_step", "id unit_id unit_name state reason way target responsible date remark"),
    ("guidance", "id org_code org_name by_code by_name contact document since remark"),
    ("guided_return", "id org_code org_name units with_org orgs members activists source date remark"),
    ("member_honor", "id no name title level granted_by number date remark org_code org_name"),
    (
        "inbound",
        "id no name org_code org_name home_org home_place reason certificate letter contact reported since remark",
    ),
    ("member_leave", "id no name kind approved_by approved_on effect contact since remark"),
    ("talk", "id no name with_no with_name kind subject note date remark org_code org_name"),
    ("care", "id no name kind difficulty aid money goods given_by date remark org_code org_name"),
    ("hardship", "id no name reason household income grade contact since remark"),
    ("pairing", "id no name unit_id unit_name with matter since remark"),
    ("title", "id no name unit_id unit_name title nominated_by since remark"),
    ("member_score", "id no name sheet item points date remark org_code org_name"),
    ("incoming", "id org_code org_name title issuer level number demand handled_by date due settled how remark"),
    ("org_pledge", "id org_code org_name public date due settled how remark"),
    ("org_pledge_item", "entry_id head text outcome"),
    ("member_pledge", "id no name owner public date due settled how remark org_code org_name"),
    ("member_pledge_item", "entry_id head text outcome"),
    ("appraisal", "id no name grade meeting year remark"),
    ("discipline", "id no name kind document authority since until remark"),
];

fn database() -> Db {
    let mut db = Db::memory().unwrap();
    db.stand_at("2011-05-31".parse().unwrap()).unwrap();
    crate::org::ask(db.conn(), None, None).unwrap();
    db.show_numbers(false).unwrap();
    db
}

#[test]
fn views_and_columns_are_as_promised() {
    let told = |view: &View| -> (String, String) {
        let keys: Vec<&str> = view.columns.iter().map(|column| column.key.as_str()).collect();
        (view.name.clone(), keys.join(" "))
    };
    let there: Vec<(String, String)> = VIEWS.iter().map(told).collect();
    let there: Vec<(&str, &str)> = there.iter().map(|(name, keys)| (name.as_str(), keys.as_str())).collect();
    assert_eq!(there, PROMISED);
}

#[test]
fn every_view_selects_the_columns_that_it_tells_and_each_can_be_named_without_quotes() {
    let db = database();
    make(&db, VIEWS.iter()).unwrap();
    for view in VIEWS.iter() {
        let keys: Vec<&str> = view.columns.iter().map(|column| column.key.as_str()).collect();
        for asked in ["*".to_owned(), keys.join(", ")] {
            let query = db.conn().prepare(&format!("SELECT {asked} FROM {}", view.inner())).unwrap();
            assert_eq!(query.column_names(), keys, "{}", view.name);
        }
    }
}

#[test]
fn every_file_of_the_folder_is_a_view_and_every_ledger_has_one() {
    let files = FILES.files().filter_map(|file| file.path().to_str()?.strip_suffix(".sql"));
    let mut files: Vec<&str> = files.collect();
    let mut order = ORDER.to_vec();
    files.sort_unstable();
    order.sort_unstable();
    assert_eq!(files, order);
    assert!(KINDS.iter().all(|kind| VIEWS.iter().any(|view| view.name == kind.table)));
}

#[test]
fn the_documentation_tells_views_columns_and_codes_in_both_languages() {
    let (zh, en) = (told(Lang::Zh), told(Lang::En));
    let line = |text: &str, begins: &str| text.lines().find(|line| line.starts_with(begins)).unwrap().to_owned();
    assert_eq!(
        line(&zh, "  category "),
        "  category             人员类别: 代码: full 正式党员、probationary 预备党员、unknown 类别不详"
    );
    assert_eq!(line(&en, "  id_no "), "  id_no                Identity number: masked unless --reveal");
    assert_eq!(line(&en, "  sex "), "  sex                  Sex: a code: male, female");
    assert!(line(&en, "visit  ").starts_with("visit  ledger, "), "{en}");
}

#[test]
fn what_may_hold_a_personal_number_is_masked_by_the_view_itself() {
    let plain = [
        "person.phone",
        "person.id_no",
        "person.remark",
        "person.address",
        "person.landline",
        "org.phone",
        "entry.remark",
    ];
    for view in VIEWS.iter() {
        for column in plain {
            let asked = view.sql.matches(column).count();
            let masked =
                ["text", "phone", "id_no"].map(|mask| view.sql.matches(&format!("shown_{mask}({column})")).count());
            assert_eq!(asked, masked.iter().sum::<usize>(), "{column} of {}", view.name);
        }
    }
}

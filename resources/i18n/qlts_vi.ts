<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi_VN" sourcelanguage="en">
<context>
    <name>AccountWarning</name>
    <message>
        <source>The receiving account has changed</source>
        <translation>Tài khoản nhận tiền đã thay đổi</translation>
    </message>
    <message>
        <source>The vendor&apos;s account differs from the last order&apos;s. It is now {0}, {1}, {2}. Before transferring, call the vendor on a number you already know and have it confirmed.</source>
        <translation>Tài khoản của nhà cung cấp khác với đơn trước. Nay là {0}, {1}, {2}. Trước khi chuyển khoản, gọi nhà cung cấp theo số điện thoại đơn vị đã biết để xác nhận.</translation>
    </message>
</context>
<context>
    <name>AppFlow</name>
    <message>
        <source>Fetching the licence…</source>
        <translation>Đang tải giấy phép…</translation>
    </message>
    <message>
        <source>The session has ended. Enter the password to go on.</source>
        <translation>Phiên đăng nhập đã hết. Nhập mật khẩu để tiếp tục.</translation>
    </message>
    <message>
        <source>Another server is used from now on. Log in there.</source>
        <translation>Từ nay dùng máy chủ khác. Hãy đăng nhập lại.</translation>
    </message>
</context>
<context>
    <name>AppearancePane</name>
    <message>
        <source>As this computer is set</source>
        <translation>Theo máy tính</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Sáng</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Tối</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>Ngôn &amp;ngữ</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Màu sắc</translation>
    </message>
    <message>
        <source>Hold as soon as they are saved.</source>
        <translation>Có hiệu lực ngay khi lưu.</translation>
    </message>
    <message>
        <source>Si&amp;ze of text and pictures</source>
        <translation>&amp;Cỡ chữ và hình</translation>
    </message>
    <message>
        <source>On top of the system&apos;s own.</source>
        <translation>Tính thêm trên tỷ lệ của máy tính.</translation>
    </message>
    <message>
        <source>Language and size hold after the program has been started again.</source>
        <translation>Ngôn ngữ và cỡ chữ có hiệu lực sau khi mở lại chương trình.</translation>
    </message>
</context>
<context>
    <name>AppearancePreview</name>
    <message>
        <source>What the signature shows on the slip</source>
        <translation>Chữ ký hiện trên phiếu như thế nào</translation>
    </message>
</context>
<context>
    <name>CancelDialog</name>
    <message>
        <source>&amp;Cancel the order</source>
        <translation>&amp;Hủy đơn</translation>
    </message>
    <message>
        <source>Cancel order {0}</source>
        <translation>Hủy đơn {0}</translation>
    </message>
    <message>
        <source>Order {0} for the term {1} – {2} will be cancelled. The unit goes on using the software until the end of its paid term, and can register again.</source>
        <translation>Đơn {0} cho kỳ {1} – {2} sẽ bị hủy. Đơn vị vẫn dùng phần mềm đến hết thời hạn thuê bao đã thanh toán và có thể đăng ký lại.</translation>
    </message>
    <message>
        <source>Reason (if you want to give one)</source>
        <translation>Lý do (nếu muốn ghi)</translation>
    </message>
    <message>
        <source>At most {0} characters.</source>
        <translation>Tối đa {0} ký tự.</translation>
    </message>
</context>
<context>
    <name>CertificateDialog</name>
    <message>
        <source>Certificate of {0}</source>
        <translation>Chứng thư của {0}</translation>
    </message>
    <message>
        <source>&amp;Copy all of it</source>
        <translation>&amp;Sao chép tất cả</translation>
    </message>
    <message>
        <source>USB token {0}, number {1}</source>
        <translation>USB token {0}, số {1}</translation>
    </message>
    <message>
        <source>Holder</source>
        <translation>Chủ thể</translation>
    </message>
    <message>
        <source>Tax code</source>
        <translation>Mã số thuế</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Không có</translation>
    </message>
    <message>
        <source>Issuer</source>
        <translation>Nơi cấp</translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation>Hiệu lực từ</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Hiệu lực đến</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>Số sê-ri</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Khóa</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>Nơi lưu</translation>
    </message>
</context>
<context>
    <name>ChangeDialog</name>
    <message>
        <source>&amp;Close</source>
        <translation>Đó&amp;ng</translation>
    </message>
    <message>
        <source>Finishing what was begun before…</source>
        <translation>Đang hoàn tất việc làm dở…</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>Đang gửi…</translation>
    </message>
    <message>
        <source>Pressing it again never does it twice.</source>
        <translation>Nhấn lại cũng không bị gửi trùng.</translation>
    </message>
</context>
<context>
    <name>CheckDialog</name>
    <message>
        <source>Check a signed slip</source>
        <translation>Kiểm tra phiếu đã ký</translation>
    </message>
    <message>
        <source>Choose or drop a signed PDF. It stays on this computer; nobody outside is asked.</source>
        <translation>Chọn hoặc thả tệp PDF đã ký vào đây. Tệp chỉ được xem trên máy này, không gửi đi đâu.</translation>
    </message>
    <message>
        <source>&amp;Choose a file…</source>
        <translation>&amp;Chọn tệp…</translation>
    </message>
    <message>
        <source>&amp;Report to print…</source>
        <translation>&amp;Báo cáo để in…</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>Đón&amp;g</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Kết quả kiểm tra</translation>
    </message>
    <message>
        <source>Choose the signed slip</source>
        <translation>Chọn phiếu đã ký</translation>
    </message>
    <message>
        <source>Signed slips (*.pdf *.PDF)</source>
        <translation>Phiếu đã ký (*.pdf *.PDF)</translation>
    </message>
    <message>
        <source>Checking {0}…</source>
        <translation>Đang kiểm tra {0}…</translation>
    </message>
    <message>
        <source>Report on a signed slip</source>
        <translation>Báo cáo kiểm tra phiếu đã ký</translation>
    </message>
</context>
<context>
    <name>Choices</name>
    <message>
        <source>USB token {0}, number {1}</source>
        <translation>USB token {0}, số {1}</translation>
    </message>
    <message>
        <source>USB token {0}</source>
        <translation>USB token {0}</translation>
    </message>
    <message>
        <source>File {0}</source>
        <translation>Tệp {0}</translation>
    </message>
    <message>
        <source>Tax code {0}</source>
        <translation>MST {0}</translation>
    </message>
    <message>
        <source>No tax code</source>
        <translation>Không có mã số thuế</translation>
    </message>
    <message>
        <source>Certificate file</source>
        <translation>Tệp chứng thư</translation>
    </message>
    <message>
        <source>Password needed</source>
        <translation>Cần mật khẩu</translation>
    </message>
    <message>
        <source>Not usable</source>
        <translation>Không dùng được</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Không thấy</translation>
    </message>
    <message>
        <source>The certificate file is no longer there. Plug in the drive it was on, or add it anew.</source>
        <translation>Tệp chứng thư không còn ở đó. Cắm lại ổ đĩa có tệp, hoặc thêm lại tệp.</translation>
    </message>
    <message>
        <source>Number {0}</source>
        <translation>Số {0}</translation>
    </message>
    <message>
        <source>USB token</source>
        <translation>USB token</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>Trống</translation>
    </message>
    <message>
        <source>There is no certificate on this token. Ask its issuer for one, or use another token.</source>
        <translation>Token này chưa có chứng thư số. Liên hệ nơi cấp để nạp chứng thư, hoặc dùng token khác.</translation>
    </message>
    <message>
        <source>Token driver</source>
        <translation>Trình điều khiển token</translation>
    </message>
</context>
<context>
    <name>ComparisonDialog</name>
    <message>
        <source>Compare the draft</source>
        <translation>So sánh bản nháp</translation>
    </message>
    <message>
        <source>The draft was changed on two computers</source>
        <translation>Bản nháp đã được sửa ở hai máy</translation>
    </message>
    <message>
        <source>Nothing has been overwritten. Choose what is to hold in each line; everything else is the same on both.</source>
        <translation>Chưa có gì bị ghi đè. Ở mỗi dòng, hãy chọn nội dung sẽ dùng; phần còn lại hai máy giống nhau.</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Máy này</translation>
    </message>
    <message>
        <source>The other computer</source>
        <translation>Máy kia</translation>
    </message>
    <message>
        <source>The other computer ({0})</source>
        <translation>Máy kia ({0})</translation>
    </message>
    <message>
        <source>All of &amp;this computer</source>
        <translation>Lấy hết của máy &amp;này</translation>
    </message>
    <message>
        <source>All of the &amp;other computer</source>
        <translation>Lấy hết của máy &amp;kia</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>Để &amp;sau</translation>
    </message>
    <message>
        <source>&amp;Use this choice</source>
        <translation>&amp;Dùng lựa chọn này</translation>
    </message>
</context>
<context>
    <name>ConnectionForm</name>
    <message>
        <source>Server &amp;address</source>
        <translation>Địa chỉ &amp;máy chủ</translation>
    </message>
    <message>
        <source>As the vendor has given it, for example https://qlts.example.vn.</source>
        <translation>Theo địa chỉ nhà cung cấp đã gửi, ví dụ https://qlts.example.vn.</translation>
    </message>
    <message>
        <source>As this &amp;computer is set</source>
        <translation>Theo cài đặt của máy &amp;tính</translation>
    </message>
    <message>
        <source>This &amp;proxy:</source>
        <translation>Dùng &amp;proxy này:</translation>
    </message>
    <message>
        <source>&amp;No proxy</source>
        <translation>&amp;Không dùng proxy</translation>
    </message>
    <message>
        <source>Proxy a&amp;ddress and port</source>
        <translation>Đị&amp;a chỉ và cổng của proxy</translation>
    </message>
    <message>
        <source>Proxy &amp;user, where it asks for one</source>
        <translation>Tên đăn&amp;g nhập proxy (nếu proxy hỏi)</translation>
    </message>
    <message>
        <source>Proxy pass&amp;word</source>
        <translation>Mật khẩ&amp;u proxy</translation>
    </message>
    <message>
        <source>&amp;Test the connection</source>
        <translation>Kiểm t&amp;ra kết nối</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>Đang hỏi máy chủ…</translation>
    </message>
    <message>
        <source>Way to the internet</source>
        <translation>Đường ra Internet</translation>
    </message>
</context>
<context>
    <name>CopyButton</name>
    <message>
        <source>Copied</source>
        <translation>Đã sao chép</translation>
    </message>
</context>
<context>
    <name>CopyRow</name>
    <message>
        <source>Copy</source>
        <translation>Sao chép</translation>
    </message>
    <message>
        <source>Copy: {0}</source>
        <translation>Sao chép: {0}</translation>
    </message>
</context>
<context>
    <name>DayEdit</name>
    <message>
        <source>dd/mm/yyyy</source>
        <translation>dd/mm/yyyy</translation>
    </message>
    <message>
        <source>Choose a day from the calendar</source>
        <translation>Chọn ngày từ lịch</translation>
    </message>
    <message>
        <source>Choose a day from the calendar (Alt+Down)</source>
        <translation>Chọn ngày từ lịch (Alt+mũi tên xuống)</translation>
    </message>
</context>
<context>
    <name>DocumentDialog</name>
    <message>
        <source>Fetching the document…</source>
        <translation>Đang lấy tài liệu…</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>&amp;In…</translation>
    </message>
    <message>
        <source>Saved: {0}</source>
        <translation>Đã lưu: {0}</translation>
    </message>
    <message>
        <source>Save as P&amp;DF…</source>
        <translation>&amp;Lưu PDF…</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>Đó&amp;ng</translation>
    </message>
    <message>
        <source>PDF file (*.pdf)</source>
        <translation>Tệp PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Save the document</source>
        <translation>Lưu tài liệu</translation>
    </message>
</context>
<context>
    <name>DraftNotices</name>
    <message>
        <source>This draft has just been saved from another computer. What you have typed is kept on this machine; nothing was overwritten. Compare the two to go on.</source>
        <translation>Bản nháp này vừa được lưu từ một máy khác. Nội dung đã gõ vẫn giữ trên máy này; chưa có gì bị ghi đè. Hãy so sánh hai bản để làm tiếp.</translation>
    </message>
    <message>
        <source>This draft has just been saved from another computer; nothing was overwritten. What you have typed is in this window only. Compare the two to go on.</source>
        <translation>Bản nháp này vừa được lưu từ một máy khác; chưa có gì bị ghi đè. Nội dung đã gõ chỉ còn trong cửa sổ này. Hãy so sánh hai bản để làm tiếp.</translation>
    </message>
    <message>
        <source>Co&amp;mpare</source>
        <translation>&amp;So sánh</translation>
    </message>
    <message>
        <source>The program stopped at {0} on {1} while this registration was open. It goes on where it stood; check the last words that you typed.</source>
        <translation>Phần mềm đã dừng đột ngột lúc {0} ngày {1} khi phiếu này đang mở. Phiếu được mở lại đúng chỗ đang làm; hãy xem lại vài chữ vừa gõ cuối cùng.</translation>
    </message>
    <message>
        <source>The vendor&apos;s server no longer had the draft. All that you typed is still here and goes on as draft {0}.</source>
        <translation>Máy chủ không còn bản nháp này. Toàn bộ nội dung đã gõ vẫn còn đây và được chuyển sang bản nháp số {0}.</translation>
    </message>
    <message>
        <source>This edits order {0}: it stays in force until this one is sent, which then takes its place with the same registration day. Use goes on without a break.</source>
        <translation>Đang sửa lại đơn {0}: đơn đó vẫn có hiệu lực cho đến khi gửi đơn này; khi gửi, đơn này thay thế với cùng ngày đăng ký. Đơn vị sử dụng không bị gián đoạn.</translation>
    </message>
    <message>
        <source>The offer has changed since you agreed: {0}. Look at it again, then agree anew.</source>
        <translation>Báo giá đã thay đổi từ khi đơn vị đồng ý: {0}. Hãy xem lại, rồi đánh dấu đồng ý lần nữa.</translation>
    </message>
    <message>
        <source>The offer has changed since you agreed. Look at it again, then agree anew.</source>
        <translation>Báo giá đã thay đổi từ khi đơn vị đồng ý. Hãy xem lại, rồi đánh dấu đồng ý lần nữa.</translation>
    </message>
    <message>
        <source>&amp;Understood</source>
        <translation>Đã &amp;hiểu</translation>
    </message>
    <message>
        <source>Draft saved at {0}</source>
        <translation>Đã lưu nháp lúc {0}</translation>
    </message>
    <message>
        <source>Draft saved on this machine at {0}; it goes to the server once there is a network</source>
        <translation>Đã lưu nháp trên máy này lúc {0}; sẽ gửi máy chủ khi có mạng</translation>
    </message>
    <message>
        <source>Draft saved on this machine at {0}</source>
        <translation>Đã lưu nháp trên máy này lúc {0}</translation>
    </message>
    <message>
        <source>The draft could not be saved on this machine</source>
        <translation>Chưa lưu được bản nháp trên máy này</translation>
    </message>
    <message>
        <source>Going on with the saved draft</source>
        <translation>Tiếp tục bản nháp đã lưu</translation>
    </message>
    <message>
        <source>Going on with the draft saved at {0} on {1}</source>
        <translation>Tiếp tục bản nháp lưu lúc {0} ngày {1}</translation>
    </message>
</context>
<context>
    <name>ErrorPanel</name>
    <message>
        <source>&amp;Details</source>
        <translation>&amp;Chi tiết</translation>
    </message>
    <message>
        <source>Code: {0}</source>
        <translation>Mã lỗi: {0}</translation>
    </message>
    <message>
        <source>Request id: {0}</source>
        <translation>Mã yêu cầu: {0}</translation>
    </message>
</context>
<context>
    <name>ExtensionDialog</name>
    <message>
        <source>&amp;Confirm</source>
        <translation>&amp;Xác nhận</translation>
    </message>
    <message>
        <source>Extend payment of order {0} (second commitment)</source>
        <translation>Gia hạn thanh toán đơn {0} (cam kết lần 2)</translation>
    </message>
    <message>
        <source>New payment day</source>
        <translation>Hạn thanh toán mới</translation>
    </message>
    <message>
        <source>I &amp;agree to the payment commitment</source>
        <translation>Tôi đồng ý &amp;cam kết thanh toán</translation>
    </message>
    <message>
        <source>Tick this to promise the payment.</source>
        <translation>Tích vào đây để cam kết thanh toán.</translation>
    </message>
    <message>
        <source>Payment can be extended once only. The vendor looks at it and tells the result; meanwhile the unit goes on using the software. If nothing is paid by the second promised day, the subscription is cut.</source>
        <translation>Chỉ được gia hạn thanh toán một lần. Nhà cung cấp sẽ xem xét và báo kết quả; trong khi chờ, đơn vị vẫn sử dụng. Quá hạn cam kết lần 2 mà chưa thanh toán, thuê bao bị cắt.</translation>
    </message>
    <message>
        <source>Registered on</source>
        <translation>Ngày đăng ký</translation>
    </message>
    <message>
        <source>First promised day</source>
        <translation>Hạn cam kết lần 1</translation>
    </message>
    <message>
        <source>From {0} to {1} at the latest ({2} days from the registration)</source>
        <translation>Từ {0} đến chậm nhất {1} ({2} ngày kể từ ngày đăng ký)</translation>
    </message>
    <message>
        <source>This is no day of the calendar; enter it as dd/mm/yyyy.</source>
        <translation>Không có ngày này trong lịch; hãy nhập theo dạng dd/mm/yyyy.</translation>
    </message>
    <message>
        <source>Enter the day on which the unit will have paid.</source>
        <translation>Hãy nhập ngày đơn vị sẽ thanh toán.</translation>
    </message>
    <message>
        <source>This day is not possible.</source>
        <translation>Ngày này không được.</translation>
    </message>
</context>
<context>
    <name>FactsCard</name>
    <message>
        <source>Check once more</source>
        <translation>Kiểm tra lại</translation>
    </message>
    <message>
        <source>New term</source>
        <translation>Thời hạn mới</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Số tiền</translation>
    </message>
    <message>
        <source>Payment day</source>
        <translation>Hạn thanh toán</translation>
    </message>
    <message>
        <source>Unlike last year</source>
        <translation>Khác năm trước</translation>
    </message>
    <message>
        <source>&amp;Go back and change</source>
        <translation>&amp;Quay lại sửa</translation>
    </message>
    <message>
        <source>{0} – {1}</source>
        <translation>{0} – {1}</translation>
    </message>
    <message>
        <source>{0} at the latest</source>
        <translation>Chậm nhất ngày {0}</translation>
    </message>
    <message>
        <source>The first order of the unit</source>
        <translation>Đơn đầu tiên của đơn vị</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Không có gì khác</translation>
    </message>
    <message>
        <source>{0} a year more</source>
        <translation>mỗi năm tăng {0}</translation>
    </message>
    <message>
        <source>{0} a year less</source>
        <translation>mỗi năm giảm {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n year(s) last time</source>
        <translation>
            <numerusform>lần trước %n năm</numerusform>
        </translation>
    </message>
    <message>
        <source>the address has changed (it was: {0})</source>
        <translation>địa chỉ đã đổi (trước: {0})</translation>
    </message>
    <message>
        <source>the receiving account has changed (it was: {0})</source>
        <translation>tài khoản nhận tiền đã đổi (trước: {0})</translation>
    </message>
</context>
<context>
    <name>FactsDialog</name>
    <message>
        <source>Unit</source>
        <translation>Đơn vị</translation>
    </message>
    <message>
        <source>Unit code</source>
        <translation>Mã đơn vị</translation>
    </message>
    <message>
        <source>Tax code</source>
        <translation>Mã số thuế</translation>
    </message>
    <message>
        <source>Budget code</source>
        <translation>Mã ĐVQHNS</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Địa chỉ</translation>
    </message>
    <message>
        <source>Licence number</source>
        <translation>Số giấy phép</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>Gói sử dụng</translation>
    </message>
    <message>
        <source>{0} · {1} users</source>
        <translation>{0} · {1} người dùng</translation>
    </message>
    <message>
        <source>Subscription term</source>
        <translation>Thời hạn thuê bao</translation>
    </message>
    <message>
        <source>Last day of use</source>
        <translation>Ngày cuối được sử dụng</translation>
    </message>
    <message>
        <source>State today</source>
        <translation>Tình trạng hôm nay</translation>
    </message>
    <message>
        <source>Allowed today</source>
        <translation>Việc có thể làm</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Quy định</translation>
    </message>
    <message>
        <source>Open order</source>
        <translation>Đơn đang mở</translation>
    </message>
    <message>
        <source>{0}, payment day {1}</source>
        <translation>{0}, hạn thanh toán {1}</translation>
    </message>
    <message>
        <source>Rules of the vendor</source>
        <translation>Phiên bản quy định</translation>
    </message>
    <message>
        <source>Announced</source>
        <translation>Đã thông báo</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Dữ liệu</translation>
    </message>
    <message>
        <source>Who can renew</source>
        <translation>Người đăng ký gia hạn</translation>
    </message>
    <message>
        <source>Vendor</source>
        <translation>Nhà cung cấp</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>Cấp lúc</translation>
    </message>
    <message>
        <source>at {0}, serial {1}</source>
        <translation>{0}, tệp số {1}</translation>
    </message>
    <message>
        <source>Confirmed by the server</source>
        <translation>Máy chủ xác nhận</translation>
    </message>
    <message>
        <source>Licence information</source>
        <translation>Thông tin giấy phép</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Chương trình</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Phiên bản</translation>
    </message>
    <message>
        <source>Newer versions</source>
        <translation>Phiên bản mới</translation>
    </message>
    <message>
        <source>Announced by the vendor, signed; never downloaded or installed by itself</source>
        <translation>Nhà cung cấp báo bằng thông báo có ký; không bao giờ tự tải hay tự cài</translation>
    </message>
    <message>
        <source>This build holds no release key, so none are announced</source>
        <translation>Bản này không ghim khóa phát hành nên không báo phiên bản mới</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Máy chủ</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Công dụng</translation>
    </message>
    <message>
        <source>Checks the licence of the asset management software and registers its renewal.</source>
        <translation>Kiểm tra giấy phép và đăng ký gia hạn phần mềm quản lý tài sản.</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>Thành phần</translation>
    </message>
    <message>
        <source>Qt and PySide6 (LGPL 3.0), pyHanko (MIT), cryptography (Apache 2.0), pikepdf (MPL 2.0), ReportLab (BSD) and others; fonts Noto Sans and Liberation Serif (SIL OFL 1.1).</source>
        <translation>Qt và PySide6 (LGPL 3.0), pyHanko (MIT), cryptography (Apache 2.0), pikepdf (MPL 2.0), ReportLab (BSD) và các thành phần khác; phông chữ Noto Sans và Liberation Serif (SIL OFL 1.1).</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Giới thiệu</translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>{0} (required)</source>
        <translation>{0} (bắt buộc)</translation>
    </message>
</context>
<context>
    <name>FilePicker</name>
    <message>
        <source>Choose &amp;files…</source>
        <translation>&amp;Chọn tệp…</translation>
    </message>
    <message>
        <source>&amp;Take out</source>
        <translation>&amp;Bỏ ra</translation>
    </message>
    <message>
        <source>or drag files here, or paste a picture (Ctrl+V)</source>
        <translation>hoặc kéo thả tệp vào đây, hoặc dán ảnh (Ctrl+V)</translation>
    </message>
    <message>
        <source>JPEG, PNG, PDF; at most {0} files, {1} MB each and {2} MB together; a large picture is made smaller.</source>
        <translation>Ảnh JPEG, PNG hoặc PDF; tối đa {0} tệp, mỗi tệp {1} MB, tất cả {2} MB; ảnh lớn hơn được thu nhỏ mà vẫn đọc được.</translation>
    </message>
    <message>
        <source>Scans (*.jpg *.jpeg *.png *.pdf)</source>
        <translation>Bản quét (*.jpg *.jpeg *.png *.pdf)</translation>
    </message>
    <message>
        <source>At most {0} files are sent together.</source>
        <translation>Mỗi lần gửi nhiều nhất {0} tệp.</translation>
    </message>
    <message>
        <source>There is no picture and no file to paste: copy one first.</source>
        <translation>Chưa có ảnh hay tệp nào để dán: hãy sao chép ảnh hoặc tệp trước.</translation>
    </message>
    <message>
        <source>Not added: {0}</source>
        <translation>Chưa thêm: {0}</translation>
    </message>
</context>
<context>
    <name>FindingTable</name>
    <message>
        <source>What was found on this computer</source>
        <translation>Kết quả kiểm tra máy này</translation>
    </message>
</context>
<context>
    <name>FirstStartView</name>
    <message>
        <source>&amp;Continue to the login</source>
        <translation>Tiếp tục đăng &amp;nhập</translation>
    </message>
    <message>
        <source>Welcome to QLTS Desktop</source>
        <translation>Chào mừng đến với QLTS Desktop</translation>
    </message>
    <message>
        <source>Before the first login the program has to know the vendor&apos;s server. This is asked only once; it can be changed later in the settings.</source>
        <translation>Trước lần đăng nhập đầu tiên, chương trình cần biết máy chủ của nhà cung cấp. Chỉ hỏi một lần; sau này có thể đổi trong Cài đặt.</translation>
    </message>
    <message>
        <source>&amp;Open a prepared registration…</source>
        <translation>Mở phiếu đã chuẩn &amp;bị…</translation>
    </message>
    <message>
        <source>Check this co&amp;mputer…</source>
        <translation>Kiểm tra má&amp;y…</translation>
    </message>
</context>
<context>
    <name>FoldersPane</name>
    <message>
        <source>Slips and other files are &amp;saved in</source>
        <translation>Lưu &amp;phiếu và các tệp khác vào</translation>
    </message>
    <message>
        <source>Proposed when a file is saved; another one can be chosen each time. Empty: Documents.</source>
        <translation>Được gợi ý khi lưu tệp; mỗi lần lưu vẫn chọn được nơi khác. Để trống: thư mục Tài liệu.</translation>
    </message>
    <message>
        <source>Program &amp;data and log</source>
        <translation>&amp;Dữ liệu và nhật ký của chương trình</translation>
    </message>
    <message>
        <source>Drafts, what is still to be sent, the licence and the history kept for offline use, and the log (qlts-desktop.log). Back it up as it is; do not change anything in it.</source>
        <translation>Bản nháp, hồ sơ chờ gửi, giấy phép và lịch sử để xem khi không có mạng, cùng nhật ký (qlts-desktop.log). Có thể sao lưu nguyên thư mục; không sửa gì trong đó.</translation>
    </message>
    <message>
        <source>&amp;Open the folder</source>
        <translation>&amp;Mở thư mục</translation>
    </message>
    <message>
        <source>This computer cannot show the folder. Its path is above, to be copied.</source>
        <translation>Máy này không mở được thư mục. Hãy sao chép đường dẫn ở trên.</translation>
    </message>
</context>
<context>
    <name>FoundHint</name>
    <message>
        <source>Found on this computer: {0}</source>
        <translation>Đã thấy trên máy này: {0}</translation>
    </message>
    <message>
        <source>{0} and {1} more</source>
        <translation>{0} và {1} chứng thư khác</translation>
    </message>
    <message>
        <source>A token is plugged in, but holds no certificate.</source>
        <translation>Đã cắm token, nhưng trong token không có chứng thư số.</translation>
    </message>
    <message>
        <source>No USB token is plugged in. Plug it in now, or choose a certificate file next.</source>
        <translation>Chưa thấy USB token nào. Cắm token ngay bây giờ, hoặc chọn tệp chứng thư ở bước sau.</translation>
    </message>
</context>
<context>
    <name>GateDialog</name>
    <message>
        <source>QLTS Desktop</source>
        <translation>QLTS Desktop</translation>
    </message>
    <message>
        <source>!</source>
        <translation>!</translation>
    </message>
    <message>
        <source>Request data &amp;recovery</source>
        <translation>&amp;Yêu cầu khôi phục dữ liệu</translation>
    </message>
    <message>
        <source>&amp;Why this notice?</source>
        <translation>&amp;Vì sao có thông báo này?</translation>
    </message>
    <message>
        <source>&amp;Other tasks</source>
        <translation>Việc &amp;khác</translation>
    </message>
    <message>
        <source>View data (&amp;read only)</source>
        <translation>Xem &amp;dữ liệu (chỉ đọc)</translation>
    </message>
    <message>
        <source>See the &amp;order</source>
        <translation>Xem đơ&amp;n</translation>
    </message>
    <message>
        <source>&amp;Update resources</source>
        <translation>&amp;Cập nhật tài nguyên</translation>
    </message>
    <message>
        <source>E&amp;xit</source>
        <translation>&amp;Thoát</translation>
    </message>
    <message>
        <source>&amp;Register a renewal</source>
        <translation>Đăng ký &amp;gia hạn</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>Thông báo</translation>
    </message>
    <message>
        <source>Who can renew: {0}</source>
        <translation>Người có thể đăng ký gia hạn: {0}</translation>
    </message>
    <message>
        <source>See &amp;order {0}</source>
        <translation>Xem đơ&amp;n {0}</translation>
    </message>
    <message>
        <source>Renewal &amp;history</source>
        <translation>&amp;Lịch sử đăng ký gia hạn</translation>
    </message>
    <message>
        <source>Update resources from a &amp;file…</source>
        <translation>Cập nhật tài nguyên từ &amp;tệp…</translation>
    </message>
    <message>
        <source>&amp;Open a prepared registration…</source>
        <translation>&amp;Mở phiếu đã chuẩn bị…</translation>
    </message>
    <message>
        <source>&amp;Check this computer…</source>
        <translation>&amp;Kiểm tra máy…</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>Cài đặ&amp;t…</translation>
    </message>
    <message>
        <source>&amp;Guide	F1</source>
        <translation>&amp;Hướng dẫn	F1</translation>
    </message>
    <message>
        <source>&amp;Log out</source>
        <translation>Đăng &amp;xuất</translation>
    </message>
    <message>
        <source>What will happen, and when</source>
        <translation>Điều gì sẽ xảy ra, và khi nào</translation>
    </message>
</context>
<context>
    <name>GuideBrowser</name>
    <message>
        <source>Page of the guide</source>
        <translation>Trang hướng dẫn</translation>
    </message>
</context>
<context>
    <name>GuideWindow</name>
    <message>
        <source>Search the guide</source>
        <translation>Tìm trong hướng dẫn</translation>
    </message>
    <message>
        <source>No page has all these words.</source>
        <translation>Không trang nào có đủ các từ này.</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Mục lục</translation>
    </message>
    <message>
        <source>Back (Alt+Left)</source>
        <translation>Quay lại (Alt+←)</translation>
    </message>
    <message>
        <source>Forward (Alt+Right)</source>
        <translation>Tới trang sau (Alt+→)</translation>
    </message>
    <message>
        <source>Smaller (Ctrl+-)</source>
        <translation>Thu nhỏ (Ctrl+-)</translation>
    </message>
    <message>
        <source>Larger (Ctrl++)</source>
        <translation>Phóng to (Ctrl++)</translation>
    </message>
    <message>
        <source>For users</source>
        <translation>Cho người dùng</translation>
    </message>
    <message>
        <source>For administrators</source>
        <translation>Cho người quản trị</translation>
    </message>
    <message>
        <source>Guide: {0}</source>
        <translation>Hướng dẫn: {0}</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Hướng dẫn</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Asset management</source>
        <translation>Quản lý tài sản</translation>
    </message>
    <message>
        <source>{0} · Budget code {1}</source>
        <translation>{0} · Mã ĐVQHNS {1}</translation>
    </message>
    <message>
        <source>Data administrator</source>
        <translation>Quản trị dữ liệu</translation>
    </message>
    <message>
        <source>Viewer</source>
        <translation>Người xem</translation>
    </message>
    <message>
        <source>See &amp;order {0}</source>
        <translation>Xem đơ&amp;n {0}</translation>
    </message>
    <message>
        <source>&amp;Register a renewal</source>
        <translation>Đăng &amp;ký gia hạn</translation>
    </message>
</context>
<context>
    <name>HistoryFilter</name>
    <message>
        <source>Payment</source>
        <translation>Tình trạng thanh toán</translation>
    </message>
    <message>
        <source>Year of registration</source>
        <translation>Năm đăng ký</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Bỏ lọc</translation>
    </message>
    <message>
        <source>Fi&amp;lter ({0})</source>
        <translation>&amp;Lọc ({0})</translation>
    </message>
    <message>
        <source>Fi&amp;lter</source>
        <translation>&amp;Lọc</translation>
    </message>
</context>
<context>
    <name>HistoryModel</name>
    <message>
        <source>{0} – {1}</source>
        <translation>{0} – {1}</translation>
    </message>
    <message>
        <source>{0} (round {1})</source>
        <translation>{0} (lần {1})</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Số đơn</translation>
    </message>
    <message>
        <source>Registered on</source>
        <translation>Ngày đăng ký</translation>
    </message>
    <message>
        <source>Renewal term</source>
        <translation>Kỳ gia hạn</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Số tiền</translation>
    </message>
    <message>
        <source>Promised day</source>
        <translation>Hạn cam kết</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>Tình trạng thanh toán</translation>
    </message>
    <message>
        <source>Resources</source>
        <translation>Tình trạng cấp tài nguyên</translation>
    </message>
    <message>
        <source>Sent as</source>
        <translation>Hình thức gửi</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>&amp;Try again</source>
        <translation>Thử lạ&amp;i</translation>
    </message>
    <message>
        <source>Renewal history</source>
        <translation>Lịch sử đăng ký gia hạn</translation>
    </message>
    <message>
        <source>Search by order, day, state…</source>
        <translation>Tìm theo số đơn, ngày, tình trạng…</translation>
    </message>
    <message>
        <source>Search the history</source>
        <translation>Tìm trong lịch sử</translation>
    </message>
    <message>
        <source>Export to E&amp;xcel</source>
        <translation>Xuất &amp;Excel</translation>
    </message>
    <message>
        <source>Registrations</source>
        <translation>Các đăng ký gia hạn</translation>
    </message>
    <message>
        <source>Fetching the registrations…</source>
        <translation>Đang tải các đăng ký…</translation>
    </message>
    <message>
        <source>Renewal history, {0}</source>
        <translation>Lịch sử đăng ký gia hạn, ngày {0}</translation>
    </message>
    <message>
        <source>renewal-history-{0}.xlsx</source>
        <translation>lich-su-gia-han-{0}.xlsx</translation>
    </message>
    <message>
        <source>Excel workbook (*.xlsx)</source>
        <translation>Sổ Excel (*.xlsx)</translation>
    </message>
    <message>
        <source>Export to Excel</source>
        <translation>Xuất Excel</translation>
    </message>
    <message>
        <source>Only: {0}. {1} registrations are not shown.</source>
        <translation>Chỉ hiện: {0}. Đang ẩn {1} đơn.</translation>
    </message>
    <message>
        <source>The unit has not registered a renewal yet.</source>
        <translation>Đơn vị chưa có đăng ký gia hạn nào.</translation>
    </message>
    <message>
        <source>No registration holds “{0}”.</source>
        <translation>Không có đăng ký nào chứa “{0}”.</translation>
    </message>
    <message>
        <source>As of {0} on {1}; the vendor&apos;s server cannot be reached now.</source>
        <translation>Dữ liệu lúc {0} ngày {1}; chưa kết nối được máy chủ.</translation>
    </message>
</context>
<context>
    <name>IdentityList</name>
    <message>
        <source>Certificates</source>
        <translation>Chứng thư số</translation>
    </message>
    <message>
        <source>Holder</source>
        <translation>Chủ thể</translation>
    </message>
    <message>
        <source>Issuer · device</source>
        <translation>Nơi cấp · thiết bị</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Hiệu lực đến</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tình trạng</translation>
    </message>
</context>
<context>
    <name>IdentityPane</name>
    <message>
        <source>&amp;Add a certificate file…</source>
        <translation>&amp;Thêm tệp chứng thư…</translation>
    </message>
    <message>
        <source>&amp;Take out of the list</source>
        <translation>&amp;Bỏ khỏi danh sách</translation>
    </message>
    <message>
        <source>&amp;Look again</source>
        <translation>Tìm &amp;lại</translation>
    </message>
    <message>
        <source>How to &amp;install and check</source>
        <translation>&amp;Xem cách cài và kiểm tra</translation>
    </message>
    <message>
        <source>&amp;Details</source>
        <translation>&amp;Chi tiết</translation>
    </message>
    <message>
        <source>Looking for tokens and certificates…</source>
        <translation>Đang tìm token và chứng thư số…</translation>
    </message>
    <message>
        <source>No token is plugged in (token drivers on this computer: {0}).</source>
        <translation>Chưa thấy chứng thư số nào trên token (số trình điều khiển token trên máy: {0}).</translation>
    </message>
    <message>
        <source>No token driver on this computer works; the list says why.</source>
        <translation>Không trình điều khiển token nào trên máy chạy được; lý do ghi trong danh sách.</translation>
    </message>
    <message>
        <source>“How to install and check” leads on. Or add a certificate file.</source>
        <translation>Bấm “Xem cách cài và kiểm tra” để xử lý. Hoặc thêm tệp chứng thư (.p12, .pfx, .pem).</translation>
    </message>
    <message>
        <source>There is no token driver on this computer.</source>
        <translation>Máy này chưa có trình điều khiển token.</translation>
    </message>
    <message>
        <source>Plug the USB token in: it shows up here by itself. Or add a certificate file.</source>
        <translation>Cắm USB token vào máy: chứng thư sẽ tự hiện ở đây. Hoặc thêm tệp chứng thư (.p12, .pfx, .pem).</translation>
    </message>
    <message>
        <source>Choose the certificate file</source>
        <translation>Chọn tệp chứng thư</translation>
    </message>
    <message>
        <source>Certificate files (*.p12 *.pfx *.pem *.P12 *.PFX *.PEM)</source>
        <translation>Tệp chứng thư (*.p12 *.pfx *.pem *.P12 *.PFX *.PEM)</translation>
    </message>
</context>
<context>
    <name>InvoiceSection</name>
    <message>
        <source>2. Invoice</source>
        <translation>2. Thông tin cấp hóa đơn tài chính</translation>
    </message>
    <message>
        <source>&amp;Copy the licence&apos;s information</source>
        <translation>&amp;Sao chép thông tin giấy phép sử dụng</translation>
    </message>
    <message>
        <source>While ticked, name, codes and address follow section 1</source>
        <translation>Khi đánh dấu, tên, mã số và địa chỉ luôn theo mục 1</translation>
    </message>
    <message>
        <source>Leave empty: when the payment is confirmed. At the latest {0}.</source>
        <translation>Để trống: khi xác nhận thanh toán. Chậm nhất {0}.</translation>
    </message>
</context>
<context>
    <name>LettersWarning</name>
    <message>
        <source>Some letters cannot be printed</source>
        <translation>Có ký tự không in được</translation>
    </message>
    <message>
        <source>The slip has a question mark in place of: {0}. The data that is sent keeps them. Go back and write them in another way if the slip should show them.</source>
        <translation>Trên phiếu, các ký tự sau được thay bằng dấu hỏi: {0}. Dữ liệu gửi đi vẫn giữ nguyên các ký tự này. Nếu muốn hiện trên phiếu, hãy quay lại và viết cách khác.</translation>
    </message>
</context>
<context>
    <name>LicenceFiles</name>
    <message>
        <source>Licence files (*.jws *.txt);;All files (*)</source>
        <translation>Tệp giấy phép (*.jws *.txt);;Tất cả tệp (*)</translation>
    </message>
    <message>
        <source>Choose the licence file</source>
        <translation>Chọn tệp giấy phép</translation>
    </message>
</context>
<context>
    <name>LicenceFlow</name>
    <message>
        <source>Checking for the latest licence…</source>
        <translation>Đang kiểm tra giấy phép mới nhất…</translation>
    </message>
</context>
<context>
    <name>LoginAgainDialog</name>
    <message>
        <source>Log in again</source>
        <translation>Đăng nhập lại</translation>
    </message>
    <message>
        <source>Password of {0}</source>
        <translation>Mật khẩu của tệp {0}</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Mật khẩu</translation>
    </message>
    <message>
        <source>The session has ended</source>
        <translation>Phiên làm việc đã hết hạn</translation>
    </message>
    <message>
        <source>What you typed is kept. Enter the password of {0} ({1}) to go on where you are.</source>
        <translation>Nội dung đã gõ vẫn còn nguyên. Nhập mật khẩu của {0} ({1}) để làm tiếp ngay tại đây.</translation>
    </message>
    <message>
        <source>&amp;Log in</source>
        <translation>Đăng &amp;nhập</translation>
    </message>
    <message>
        <source>L&amp;ater</source>
        <translation>Để &amp;sau</translation>
    </message>
    <message>
        <source>Logging in…</source>
        <translation>Đang đăng nhập…</translation>
    </message>
</context>
<context>
    <name>LoginScreen</name>
    <message>
        <source>Logging out…</source>
        <translation>Đang đăng xuất…</translation>
    </message>
</context>
<context>
    <name>LoginView</name>
    <message>
        <source>QLTS Desktop</source>
        <translation>QLTS Desktop</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>Đăng nhập</translation>
    </message>
    <message>
        <source>Asset management software: licence and renewal</source>
        <translation>Giấy phép và gia hạn phần mềm quản lý tài sản</translation>
    </message>
    <message>
        <source>U&amp;nit code</source>
        <translation>Mã đơ&amp;n vị</translation>
    </message>
    <message>
        <source>&amp;User name</source>
        <translation>Tên đăn&amp;g nhập</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Mật khẩu</translation>
    </message>
    <message>
        <source>&amp;Remember this login</source>
        <translation>&amp;Ghi nhớ đăng nhập</translation>
    </message>
    <message>
        <source>&amp;Server</source>
        <translation>Máy &amp;chủ</translation>
    </message>
    <message>
        <source>Server &amp;address</source>
        <translation>Địa chỉ &amp;máy chủ</translation>
    </message>
    <message>
        <source>https://</source>
        <translation>https://</translation>
    </message>
    <message>
        <source>&amp;Log in</source>
        <translation>Đăng &amp;nhập</translation>
    </message>
    <message>
        <source>For who signs: a registration saved as a file on another computer. It takes no login.</source>
        <translation>Dành cho người ký: phiếu được lưu thành tệp trên máy khác. Không cần đăng nhập.</translation>
    </message>
    <message>
        <source>&amp;Open a prepared registration…</source>
        <translation>&amp;Mở phiếu đã chuẩn bị…</translation>
    </message>
    <message>
        <source>Looks at network, clock, printer and tokens, and says what to put right. It takes no login.</source>
        <translation>Xem mạng, ngày giờ, máy in, token và nói cần xử lý gì. Không cần đăng nhập.</translation>
    </message>
    <message>
        <source>&amp;Check this computer…</source>
        <translation>&amp;Kiểm tra máy…</translation>
    </message>
    <message>
        <source>Demo &amp;accounts</source>
        <translation>&amp;Tài khoản dùng thử</translation>
    </message>
    <message>
        <source>Choose one to fill in the form, then press Enter.</source>
        <translation>Chọn một tài khoản để điền sẵn, rồi nhấn Enter.</translation>
    </message>
    <message>
        <source>Proxy, connection test and other se&amp;ttings…</source>
        <translation>Proxy, kiểm &amp;tra kết nối và cài đặt khác…</translation>
    </message>
    <message>
        <source>Logging in…</source>
        <translation>Đang đăng nhập…</translation>
    </message>
    <message>
        <source>Enter the unit code.</source>
        <translation>Nhập mã đơn vị.</translation>
    </message>
    <message>
        <source>Enter the user name.</source>
        <translation>Nhập tên đăng nhập.</translation>
    </message>
    <message>
        <source>Enter the password.</source>
        <translation>Nhập mật khẩu.</translation>
    </message>
    <message>
        <source>Enter the server address.</source>
        <translation>Nhập địa chỉ máy chủ.</translation>
    </message>
    <message>
        <source>May only look</source>
        <translation>Chỉ xem</translation>
    </message>
    <message>
        <source>No licence yet</source>
        <translation>Chưa có giấy phép</translation>
    </message>
    <message>
        <source>Long history</source>
        <translation>Có lịch sử nhiều năm</translation>
    </message>
</context>
<context>
    <name>MachineDialog</name>
    <message>
        <source>Check this computer</source>
        <translation>Kiểm tra máy</translation>
    </message>
    <message>
        <source>Check &amp;again</source>
        <translation>&amp;Kiểm tra lại</translation>
    </message>
    <message>
        <source>&amp;Save the diagnostics report…</source>
        <translation>&amp;Lưu báo cáo chẩn đoán…</translation>
    </message>
    <message>
        <source>How to &amp;install token drivers</source>
        <translation>&amp;Xem cách cài và kiểm tra trình điều khiển token</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>Đó&amp;ng</translation>
    </message>
    <message>
        <source>Checking this computer…</source>
        <translation>Đang kiểm tra máy…</translation>
    </message>
    <message>
        <source>Collecting the diagnostics report…</source>
        <translation>Đang tạo báo cáo chẩn đoán…</translation>
    </message>
    <message>
        <source>Save the diagnostics report</source>
        <translation>Lưu báo cáo chẩn đoán</translation>
    </message>
    <message>
        <source>Saved: {0}. Send this file to the vendor&apos;s support.</source>
        <translation>Đã lưu: {0}. Gửi tệp này cho bộ phận hỗ trợ của nhà cung cấp.</translation>
    </message>
    <message>
        <source>The check was stopped</source>
        <translation>Đã dừng kiểm tra</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>‹ &amp;Back</source>
        <translation>‹ &amp;Quay lại</translation>
    </message>
    <message>
        <source>{0} (reading only)</source>
        <translation>{0} (chỉ đọc)</translation>
    </message>
    <message>
        <source>No order of the unit can take this now.</source>
        <translation>Hiện không có đơn nào làm được việc này.</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>&amp;Hệ thống</translation>
    </message>
    <message>
        <source>&amp;Licence information</source>
        <translation>Thông tin &amp;giấy phép</translation>
    </message>
    <message>
        <source>Renewal &amp;history</source>
        <translation>&amp;Lịch sử đăng ký gia hạn</translation>
    </message>
    <message>
        <source>&amp;Update resources</source>
        <translation>&amp;Cập nhật tài nguyên</translation>
    </message>
    <message>
        <source>Update resources from a &amp;file…</source>
        <translation>Cập nhật tài nguyên từ &amp;tệp…</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>Cài đặ&amp;t…</translation>
    </message>
    <message>
        <source>Log &amp;out</source>
        <translation>Đăng &amp;xuất</translation>
    </message>
    <message>
        <source>E&amp;xit</source>
        <translation>&amp;Thoát</translation>
    </message>
    <message>
        <source>&amp;Renewal</source>
        <translation>&amp;Gia hạn</translation>
    </message>
    <message>
        <source>&amp;Register a renewal</source>
        <translation>Đăng ký &amp;gia hạn</translation>
    </message>
    <message>
        <source>Confirm &amp;payment…</source>
        <translation>Xác nhận &amp;thanh toán…</translation>
    </message>
    <message>
        <source>&amp;Extend payment…</source>
        <translation>&amp;Gia hạn thanh toán…</translation>
    </message>
    <message>
        <source>&amp;Open a prepared registration…</source>
        <translation>&amp;Mở phiếu đã chuẩn bị…</translation>
    </message>
    <message>
        <source>&amp;Check a signed slip…</source>
        <translation>&amp;Kiểm tra phiếu đã ký…</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Trợ giúp</translation>
    </message>
    <message>
        <source>&amp;Guide	F1</source>
        <translation>&amp;Hướng dẫn	F1</translation>
    </message>
    <message>
        <source>&amp;Check this computer…</source>
        <translation>&amp;Kiểm tra máy…</translation>
    </message>
    <message>
        <source>&amp;Save the diagnostics report…</source>
        <translation>&amp;Lưu báo cáo chẩn đoán…</translation>
    </message>
    <message>
        <source>&amp;About</source>
        <translation>&amp;Giới thiệu</translation>
    </message>
</context>
<context>
    <name>NumberField</name>
    <message>
        <source>A number from {0} to {1}, please; {2} stays until then</source>
        <translation>Gõ một số từ {0} đến {1}; đang giữ số {2}</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>pasted-picture-{0}</source>
        <translation>anh-dan-{0}</translation>
    </message>
</context>
<context>
    <name>OpeningDialog</name>
    <message>
        <source>Open a prepared registration</source>
        <translation>Mở phiếu đã chuẩn bị</translation>
    </message>
    <message>
        <source>Choose &amp;another file…</source>
        <translation>&amp;Chọn tệp khác…</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>Đó&amp;ng</translation>
    </message>
    <message>
        <source>Checking the prepared registration…</source>
        <translation>Đang kiểm tra phiếu đã chuẩn bị…</translation>
    </message>
</context>
<context>
    <name>OpeningView</name>
    <message>
        <source>Preparing the registration</source>
        <translation>Đang chuẩn bị đăng ký gia hạn</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Thử lại</translation>
    </message>
    <message>
        <source>Fetching the unit&apos;s draft and the offer from the server…</source>
        <translation>Đang lấy bản nháp và báo giá của đơn vị từ máy chủ…</translation>
    </message>
    <message>
        <source>The registration cannot be opened</source>
        <translation>Chưa mở được đăng ký gia hạn</translation>
    </message>
</context>
<context>
    <name>OrderActions</name>
    <message>
        <source>&amp;Confirm payment…</source>
        <translation>&amp;Xác nhận thanh toán…</translation>
    </message>
    <message>
        <source>&amp;Extend payment…</source>
        <translation>Gi&amp;a hạn thanh toán…</translation>
    </message>
    <message>
        <source>E&amp;dit the order…</source>
        <translation>&amp;Sửa lại đơn…</translation>
    </message>
    <message>
        <source>Cancel the &amp;order…</source>
        <translation>Hủ&amp;y đơn…</translation>
    </message>
    <message>
        <source>&amp;Send again…</source>
        <translation>Gử&amp;i lại…</translation>
    </message>
</context>
<context>
    <name>OrderDialogs</name>
    <message>
        <source>Saved: {0}</source>
        <translation>Đã lưu: {0}</translation>
    </message>
    <message>
        <source>The proof of payment has been sent.</source>
        <translation>Đã gửi chứng từ thanh toán.</translation>
    </message>
    <message>
        <source>The vendor answers by {0}; meanwhile the unit goes on as usual.</source>
        <translation>Nhà cung cấp trả lời chậm nhất ngày {0}; trong khi chờ, đơn vị vẫn sử dụng bình thường.</translation>
    </message>
    <message>
        <source>The payment has been extended (second commitment). Use until the end of {0}.</source>
        <translation>Gia hạn thanh toán lần 2 thành công. Sử dụng đến hết {0}.</translation>
    </message>
    <message>
        <source>More time to pay has been asked for. The vendor looks at it and tells the result.</source>
        <translation>Đã gửi đề nghị gia hạn thanh toán. Nhà cung cấp sẽ xem xét và báo kết quả.</translation>
    </message>
    <message>
        <source>Order {0} has been cancelled.</source>
        <translation>Đã hủy đơn {0}.</translation>
    </message>
    <message>
        <source>Receipt number: {0}</source>
        <translation>Số biên nhận: {0}</translation>
    </message>
    <message>
        <source>The scan has been sent. Receipt number: {0}</source>
        <translation>Đã gửi bản quét. Số biên nhận: {0}</translation>
    </message>
    <message>
        <source>renewal-slip-{0}.pdf</source>
        <translation>phieu-gia-han-{0}.pdf</translation>
    </message>
    <message>
        <source>Slip {0}</source>
        <translation>Phiếu {0}</translation>
    </message>
    <message>
        <source>envelope-label-{0}.pdf</source>
        <translation>nhan-bi-thu-{0}.pdf</translation>
    </message>
    <message>
        <source>Envelope label of order {0}</source>
        <translation>Nhãn bì thư của đơn {0}</translation>
    </message>
    <message>
        <source>Fetching {0}…</source>
        <translation>Đang tải {0}…</translation>
    </message>
    <message>
        <source>Files (*.{0})</source>
        <translation>Tệp (*.{0})</translation>
    </message>
    <message>
        <source>Save the file</source>
        <translation>Lưu tệp</translation>
    </message>
</context>
<context>
    <name>OrderFiles</name>
    <message>
        <source>Files</source>
        <translation>Giấy tờ của đơn</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Xem</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Lưu…</translation>
    </message>
    <message>
        <source>Receipt {0}</source>
        <translation>Biên nhận {0}</translation>
    </message>
    <message>
        <source>Quote</source>
        <translation>Báo giá</translation>
    </message>
    <message>
        <source>quote-{0}.pdf</source>
        <translation>bao-gia-{0}.pdf</translation>
    </message>
    <message>
        <source>payment-request-{0}.pdf</source>
        <translation>de-nghi-thanh-toan-{0}.pdf</translation>
    </message>
    <message>
        <source>Payment request</source>
        <translation>Giấy đề nghị thanh toán</translation>
    </message>
    <message>
        <source>audit-dossier-{0}.zip</source>
        <translation>ho-so-kiem-toan-{0}.zip</translation>
    </message>
    <message>
        <source>Audit dossier (everything above in one file)</source>
        <translation>Hồ sơ kiểm toán (tất cả trong một tệp ZIP)</translation>
    </message>
    <message>
        <source>Registration slip</source>
        <translation>Phiếu đăng ký gia hạn</translation>
    </message>
    <message>
        <source>Signature report</source>
        <translation>Báo cáo kiểm tra chữ ký</translation>
    </message>
    <message>
        <source>Scan of the slip: {0}</source>
        <translation>Bản quét phiếu: {0}</translation>
    </message>
    <message>
        <source>Proof of payment {0}: {1}</source>
        <translation>Chứng từ lần {0}: {1}</translation>
    </message>
    <message>
        <source>Invoice</source>
        <translation>Hóa đơn</translation>
    </message>
    <message>
        <source>Invoice (XML)</source>
        <translation>Hóa đơn (XML)</translation>
    </message>
    <message>
        <source>renewal-slip-{0}.pdf</source>
        <translation>phieu-gia-han-{0}.pdf</translation>
    </message>
</context>
<context>
    <name>OrderPanel</name>
    <message>
        <source>&amp;Try again</source>
        <translation>Thử lạ&amp;i</translation>
    </message>
    <message>
        <source>Payment and papers</source>
        <translation>Thanh toán và giấy tờ</translation>
    </message>
    <message>
        <source>Post the signed and stamped slip to this address:</source>
        <translation>Gửi phiếu đã ký, đóng dấu về địa chỉ:</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Địa chỉ</translation>
    </message>
    <message>
        <source>&amp;View the slip</source>
        <translation>Xem &amp;phiếu</translation>
    </message>
    <message>
        <source>&amp;Envelope label…</source>
        <translation>Nhãn &amp;bì thư…</translation>
    </message>
    <message>
        <source>Send a &amp;scan of the stamped slip…</source>
        <translation>Gửi bản &amp;quét phiếu đã đóng dấu…</translation>
    </message>
    <message>
        <source>No order chosen</source>
        <translation>Chưa chọn đơn</translation>
    </message>
    <message>
        <source>Finish what was be&amp;gun…</source>
        <translation>Gử&amp;i nốt…</translation>
    </message>
    <message>
        <source>View the in&amp;voice</source>
        <translation>Xe&amp;m hóa đơn</translation>
    </message>
    <message>
        <source>Choose an order in the table to see what happened to it.</source>
        <translation>Chọn một đơn trong bảng để xem diễn biến.</translation>
    </message>
    <message>
        <source>Order {0}</source>
        <translation>Đơn {0}</translation>
    </message>
    <message>
        <source>Fetching the order…</source>
        <translation>Đang tải đơn…</translation>
    </message>
    <message>
        <source>&amp;Finish sending the scan…</source>
        <translation>Gửi nốt bản &amp;quét…</translation>
    </message>
    <message>
        <source>A scan of the stamped slip was begun and its answer was never seen.</source>
        <translation>Bản quét gửi lần trước chưa thấy trả lời.</translation>
    </message>
    <message>
        <source>Sending the proof of payment was begun and its answer was never seen.</source>
        <translation>Lần trước gửi chứng từ thanh toán bị gián đoạn, chưa thấy trả lời. Nhấn Gửi nốt để hoàn tất; không bị gửi trùng.</translation>
    </message>
    <message>
        <source>Asking for more time to pay was begun and its answer was never seen.</source>
        <translation>Lần trước gửi đề nghị gia hạn thanh toán bị gián đoạn, chưa thấy trả lời. Nhấn Gửi nốt để hoàn tất; không bị gửi trùng.</translation>
    </message>
    <message>
        <source>Cancelling the order was begun and its answer was never seen.</source>
        <translation>Lần trước hủy đơn bị gián đoạn, chưa thấy trả lời. Nhấn Gửi nốt để hoàn tất.</translation>
    </message>
    <message>
        <source>Promised payment day, round {0}</source>
        <translation>Hạn cam kết thanh toán lần {0}</translation>
    </message>
    <message>
        <source>{0} days overdue</source>
        <translation>Đã quá {0} ngày</translation>
    </message>
    <message>
        <source>{0} days left</source>
        <translation>Còn {0} ngày</translation>
    </message>
    <message>
        <source>today</source>
        <translation>Hôm nay</translation>
    </message>
    <message>
        <source>Code matched</source>
        <translation>Mã trên phiếu khớp với đơn</translation>
    </message>
    <message>
        <source>Code not read; the vendor will compare it</source>
        <translation>Chưa đọc được mã, nhà cung cấp sẽ đối chiếu</translation>
    </message>
    <message>
        <source>Signed by {0}</source>
        <translation>Ký bởi {0}</translation>
    </message>
    <message>
        <source>Use until the end of {0}</source>
        <translation>Sử dụng đến hết {0}</translation>
    </message>
    <message>
        <source>Still to be paid: {0}</source>
        <translation>Còn phải thanh toán: {0}</translation>
    </message>
    <message>
        <source>Paid in excess: {0}. Call the vendor about it.</source>
        <translation>Nộp thừa: {0}. Hãy gọi nhà cung cấp để được hoàn lại.</translation>
    </message>
    <message>
        <source>New payment day asked for: {0}</source>
        <translation>Hạn thanh toán mới đang đề nghị: {0}</translation>
    </message>
    <message>
        <source>Replaced by order {0}.</source>
        <translation>Đã được thay bằng đơn {0}.</translation>
    </message>
    <message>
        <source>It takes the place of order {0}.</source>
        <translation>Đơn này thay cho đơn {0}.</translation>
    </message>
    <message>
        <source>Invoice {0} of {1}</source>
        <translation>Hóa đơn {0} ngày {1}</translation>
    </message>
    <message>
        <source>Nothing is to be transferred for this order now.</source>
        <translation>Đơn này hiện không cần chuyển khoản.</translation>
    </message>
</context>
<context>
    <name>OrderSection</name>
    <message>
        <source>3. Order</source>
        <translation>3. Thông tin đơn hàng</translation>
    </message>
    <message>
        <source>Asking the server for the price</source>
        <translation>Đang hỏi giá từ máy chủ</translation>
    </message>
    <message>
        <source>Present term</source>
        <translation>Thời hạn hiện tại</translation>
    </message>
    <message>
        <source>New term</source>
        <translation>Thời hạn mới</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Thành tiền</translation>
    </message>
    <message>
        <source>none</source>
        <translation>chưa có</translation>
    </message>
    <message>
        <source>{0}. Not subject to VAT.</source>
        <translation>{0}. Không chịu thuế GTGT.</translation>
    </message>
    <message>
        <source>{0} × {1} {2}</source>
        <translation>{0} × {1} {2}</translation>
    </message>
</context>
<context>
    <name>PathRow</name>
    <message>
        <source>Choose…</source>
        <translation>Chọn…</translation>
    </message>
</context>
<context>
    <name>PaymentDialog</name>
    <message>
        <source>&amp;Confirm the payment</source>
        <translation>&amp;Xác nhận</translation>
    </message>
    <message>
        <source>Confirm payment of order {0}</source>
        <translation>Xác nhận thanh toán đơn {0}</translation>
    </message>
    <message>
        <source>Choose the payment papers</source>
        <translation>Chọn chứng từ thanh toán</translation>
    </message>
    <message>
        <source>Opening {0}…</source>
        <translation>Đang mở {0}…</translation>
    </message>
    <message>
        <source>Papers (pictures, PDF) *</source>
        <translation>Chứng từ đính kèm (ảnh, PDF) *</translation>
    </message>
    <message>
        <source>Last time: {0}.</source>
        <translation>Lần trước: {0}.</translation>
    </message>
    <message>
        <source>Still to be paid: {0}.</source>
        <translation>Số tiền còn phải thanh toán: {0}.</translation>
    </message>
    <message>
        <source> or </source>
        <translation> hoặc </translation>
    </message>
    <message>
        <source>Check on the payment order or treasury withdrawal: was the money sent to account {0}?</source>
        <translation>Kiểm tra trên Ủy nhiệm chi/Giấy rút dự toán: đã chuyển đúng tài khoản {0}?</translation>
    </message>
    <message>
        <source>Memo as written on the payment order or treasury withdrawal</source>
        <translation>Nội dung chuyển tiền ghi trên Ủy nhiệm chi hoặc Giấy rút dự toán</translation>
    </message>
    <message>
        <source>Day of the transfer</source>
        <translation>Ngày chuyển</translation>
    </message>
    <message>
        <source>Amount transferred</source>
        <translation>Số tiền đã chuyển</translation>
    </message>
    <message>
        <source>Note to the vendor (if any)</source>
        <translation>Ghi chú cho nhà cung cấp (nếu có)</translation>
    </message>
    <message>
        <source>Enter the amount in digits, in whole đồng: 3.500.000 for example.</source>
        <translation>Nhập số tiền bằng chữ số, tính bằng đồng, ví dụ 3.500.000.</translation>
    </message>
    <message>
        <source>This is no day of the calendar; enter it as dd/mm/yyyy.</source>
        <translation>Không có ngày này trong lịch; hãy nhập theo dạng dd/mm/yyyy.</translation>
    </message>
    <message>
        <source>This is about {0}</source>
        <translation>Tệp có vấn đề: {0}</translation>
    </message>
</context>
<context>
    <name>PaymentSection</name>
    <message>
        <source>4. Payment</source>
        <translation>4. Thông tin thanh toán</translation>
    </message>
    <message>
        <source>{0} at the latest ({1} days from the registration day)</source>
        <translation>Chậm nhất {0} ({1} ngày kể từ ngày đăng ký)</translation>
    </message>
</context>
<context>
    <name>PlanLine</name>
    <message>
        <source>Choose this day</source>
        <translation>Chọn ngày này</translation>
    </message>
    <message>
        <source>Choose {0} as the payment day</source>
        <translation>Chọn {0} làm hạn thanh toán</translation>
    </message>
    <message>
        <source>For the chosen day, hand in the payment order on {0} at the latest.</source>
        <translation>Với ngày đã chọn, nên nộp Ủy nhiệm chi chậm nhất ngày {0}.</translation>
    </message>
    <message>
        <source>Hand in the payment order on {0} at the latest.</source>
        <translation>Nên nộp Ủy nhiệm chi chậm nhất ngày {0}.</translation>
    </message>
    <message>
        <source>Suggested payment day: {0} ({1}), payment order handed in on {2} at the latest.</source>
        <translation>Đề xuất thanh toán ngày {0} ({1}): nên nộp Ủy nhiệm chi chậm nhất ngày {2}.</translation>
    </message>
</context>
<context>
    <name>PreflightTable</name>
    <message>
        <source>Checks before signing</source>
        <translation>Kiểm tra trước khi ký</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Nội dung kiểm tra</translation>
    </message>
    <message>
        <source>Result and what to do</source>
        <translation>Kết quả và cách xử lý</translation>
    </message>
</context>
<context>
    <name>PrepareDialog</name>
    <message>
        <source>Save for the head to sign later</source>
        <translation>Lưu để thủ trưởng ký sau</translation>
    </message>
    <message>
        <source>One file, to be signed on another computer</source>
        <translation>Một tệp, để ký trên máy khác</translation>
    </message>
    <message>
        <source>The registration is saved as it is now. The head of the unit opens the file on their own computer, signs it there and sends it. They need no account and no login.</source>
        <translation>Đăng ký được lưu đúng như hiện nay. Thủ trưởng đơn vị mở tệp trên máy của mình, ký tại đó rồi gửi. Không cần tài khoản, không cần đăng nhập.</translation>
    </message>
    <message>
        <source>To open it: QLTS Desktop on the head&apos;s computer, “Open a prepared registration” in the menu Renewal or on the login screen.</source>
        <translation>Cách mở: trên máy của thủ trưởng, vào QLTS Desktop, chọn “Mở phiếu đã chuẩn bị” ở trình đơn Gia hạn hoặc ở màn hình đăng nhập.</translation>
    </message>
    <message>
        <source>Changing the form, or saving a new file, makes this file void.</source>
        <translation>Sửa nội dung đăng ký, hoặc lưu tệp mới, thì tệp này không còn dùng được.</translation>
    </message>
    <message>
        <source>Whoever has the file can sign and send with the unit&apos;s certificate. Hand it over safely: on a USB stick, or to the head&apos;s own mailbox. It can be revoked at any time.</source>
        <translation>Ai có tệp này và chứng thư số của đơn vị đều ký và gửi được. Hãy chuyển tệp một cách an toàn: qua USB, hoặc vào hộp thư riêng của thủ trưởng. Có thể thu hồi bất cứ lúc nào.</translation>
    </message>
    <message>
        <source>&amp;Save the file…</source>
        <translation>&amp;Lưu tệp…</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>Đó&amp;ng</translation>
    </message>
    <message>
        <source>The vendor&apos;s server is sealing the registration…</source>
        <translation>Máy chủ của nhà cung cấp đang niêm phong đăng ký…</translation>
    </message>
    <message>
        <source>Save the prepared registration</source>
        <translation>Lưu phiếu đã chuẩn bị</translation>
    </message>
    <message>
        <source>Prepared registration (*.qlts)</source>
        <translation>Phiếu đã chuẩn bị (*.qlts)</translation>
    </message>
    <message>
        <source>Saved: {0}</source>
        <translation>Đã lưu: {0}</translation>
    </message>
    <message>
        <source>The head can sign and send it until {0}.</source>
        <translation>Thủ trưởng ký và gửi được đến {0}.</translation>
    </message>
    <message>
        <source>&amp;Save another copy…</source>
        <translation>&amp;Lưu thêm một bản…</translation>
    </message>
</context>
<context>
    <name>PreparedBar</name>
    <message>
        <source>&amp;Close</source>
        <translation>Đó&amp;ng</translation>
    </message>
    <message>
        <source>Sa&amp;ve the signed file…</source>
        <translation>&amp;Lưu tệp đã ký…</translation>
    </message>
    <message>
        <source>Si&amp;gn only…</source>
        <translation>&amp;Chỉ ký…</translation>
    </message>
    <message>
        <source>A &amp;second signer…</source>
        <translation>Người &amp;thứ hai ký…</translation>
    </message>
    <message>
        <source>&amp;Sign and send…</source>
        <translation>&amp;Ký và gửi…</translation>
    </message>
    <message>
        <source>Se&amp;nd</source>
        <translation>&amp;Gửi</translation>
    </message>
    <message>
        <source>Go &amp;on with sending</source>
        <translation>&amp;Tiếp tục gửi</translation>
    </message>
    <message>
        <source>&amp;Open the file…</source>
        <translation>&amp;Mở tệp…</translation>
    </message>
    <message>
        <source>Close this window to open {0}.</source>
        <translation>Đóng cửa sổ này để mở {0}.</translation>
    </message>
    <message>
        <source>Saved: {0}. The slip has not been sent.</source>
        <translation>Đã lưu: {0}. Phiếu chưa gửi.</translation>
    </message>
    <message>
        <source>The slip has not been sent</source>
        <translation>Phiếu chưa gửi</translation>
    </message>
</context>
<context>
    <name>PreparedCards</name>
    <message>
        <source>The server&apos;s &amp;address has been confirmed to me</source>
        <translation>Tôi đã được &amp;xác nhận địa chỉ máy chủ này là đúng</translation>
    </message>
    <message>
        <source>Sign and send</source>
        <translation>Ký và gửi</translation>
    </message>
    <message>
        <source>Look through the slip, then sign it with the unit&apos;s certificate, on a USB token or in a file. It is sent at once, and the unit can use the software; no paper and no login is needed. Where this computer has no network, sign only, save the file, and give it back to be sent.</source>
        <translation>Xem lại phiếu rồi ký bằng chứng thư số của đơn vị, trên USB token hoặc trong tệp. Phiếu được gửi ngay và đơn vị dùng được phần mềm; không cần giấy tờ hay đăng nhập. Nếu máy này không có mạng: chọn Chỉ ký, lưu tệp rồi chuyển lại để người khác gửi.</translation>
    </message>
    <message>
        <source>Signed, and perhaps sent already</source>
        <translation>Đã ký, có thể đã gửi</translation>
    </message>
    <message>
        <source>The slip was signed here on {0}, and the answer to it has not been seen. Going on asks the vendor&apos;s server first and sends the same slip again only if it did not arrive: there is never a second registration.</source>
        <translation>Phiếu đã được ký tại đây lúc {0}, nhưng chưa nhận được trả lời. Khi tiếp tục, chương trình hỏi máy chủ của nhà cung cấp trước và chỉ gửi lại đúng phiếu đó nếu phiếu chưa đến nơi: không bao giờ có đăng ký thứ hai.</translation>
    </message>
    <message>
        <source>Signed, and not sent yet</source>
        <translation>Đã ký, chưa gửi</translation>
    </message>
    <message>
        <source>Signed by {0}, {1}. Send it now, or save the signed file for whoever is to send it: with “Open a prepared registration” it is sent from any computer with a network.</source>
        <translation>{0} đã ký lúc {1}. Gửi ngay, hoặc lưu tệp đã ký để người khác gửi: mở bằng “Mở phiếu đã chuẩn bị” trên máy nào có mạng cũng gửi được.</translation>
    </message>
</context>
<context>
    <name>PreparedFacts</name>
    <message>
        <source>Check before you sign</source>
        <translation>Kiểm tra trước khi ký</translation>
    </message>
    <message>
        <source>{0} – {1}</source>
        <translation>{0} – {1}</translation>
    </message>
    <message>
        <source>{0} at the latest</source>
        <translation>Chậm nhất ngày {0}</translation>
    </message>
    <message>
        <source>{0}, {1}</source>
        <translation>{0}, {1}</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Đơn vị</translation>
    </message>
    <message>
        <source>Tax code</source>
        <translation>Mã số thuế</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Không có</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Đơn hàng</translation>
    </message>
    <message>
        <source>New term</source>
        <translation>Thời hạn mới</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Số tiền</translation>
    </message>
    <message>
        <source>Payment day</source>
        <translation>Hạn thanh toán</translation>
    </message>
    <message>
        <source>Prepared by</source>
        <translation>Người chuẩn bị</translation>
    </message>
    <message>
        <source>Can be sent until</source>
        <translation>Gửi được đến</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>Gửi đến máy chủ</translation>
    </message>
</context>
<context>
    <name>PreparedWindow</name>
    <message>
        <source>Prepared registration {0} – {1}</source>
        <translation>Phiếu đã chuẩn bị {0} – {1}</translation>
    </message>
    <message>
        <source>Slip {0}</source>
        <translation>Phiếu {0}</translation>
    </message>
    <message>
        <source>Save the signed registration</source>
        <translation>Lưu phiếu đã ký</translation>
    </message>
    <message>
        <source>Prepared registration (*.qlts)</source>
        <translation>Phiếu đã chuẩn bị (*.qlts)</translation>
    </message>
    <message>
        <source>Sending the registration; nothing is sent twice…</source>
        <translation>Đang gửi phiếu; không bao giờ gửi hai lần…</translation>
    </message>
    <message>
        <source>The signed slip is neither sent nor saved</source>
        <translation>Phiếu đã ký chưa gửi và chưa lưu</translation>
    </message>
    <message>
        <source>If you close now, it has to be signed once more. The file that you opened stays as it is.</source>
        <translation>Nếu đóng bây giờ, phiếu phải ký lại. Tệp đã mở vẫn giữ nguyên.</translation>
    </message>
    <message>
        <source>Fill in the information</source>
        <translation>Khai báo thông tin</translation>
    </message>
    <message>
        <source>Check and register</source>
        <translation>Kiểm tra và đăng ký</translation>
    </message>
    <message>
        <source>Asking the vendor&apos;s server what became of the registration…</source>
        <translation>Đang hỏi máy chủ của nhà cung cấp về đăng ký này…</translation>
    </message>
</context>
<context>
    <name>PreparedWindows</name>
    <message>
        <source>Prepared registration (*.qlts)</source>
        <translation>Phiếu đã chuẩn bị (*.qlts)</translation>
    </message>
    <message>
        <source>Open a prepared registration</source>
        <translation>Mở phiếu đã chuẩn bị</translation>
    </message>
</context>
<context>
    <name>Preparing</name>
    <message>
        <source>The form has been changed: once that has reached the vendor&apos;s server, the file that was prepared for the head no longer holds.</source>
        <translation>Nội dung đã được sửa: khi thay đổi này tới máy chủ của nhà cung cấp, phiếu đã chuẩn bị cho thủ trưởng không còn dùng được.</translation>
    </message>
    <message>
        <source>The form has been changed: the file that was prepared for the head no longer holds. Save a new one in step 2.</source>
        <translation>Nội dung đã được sửa: phiếu đã chuẩn bị cho thủ trưởng không còn dùng được. Lưu lại phiếu mới ở bước 2.</translation>
    </message>
    <message>
        <source>&amp;Understood</source>
        <translation>Đã &amp;hiểu</translation>
    </message>
    <message>
        <source>Prepared by {0} on {1}: the head can sign and send the file until {2}. Changing the form makes it void.</source>
        <translation>Phiếu do {0} chuẩn bị lúc {1}, thủ trưởng ký và gửi được đến {2}. Sửa nội dung thì phiếu đã chuẩn bị không còn dùng được.</translation>
    </message>
    <message>
        <source>&amp;Revoke</source>
        <translation>&amp;Thu hồi</translation>
    </message>
    <message>
        <source>The prepared file has been revoked: nobody can send it any more.</source>
        <translation>Đã thu hồi phiếu đã chuẩn bị: không ai gửi được tệp đó nữa.</translation>
    </message>
    <message>
        <source>The prepared file has not been revoked. {0}. {1}</source>
        <translation>Chưa thu hồi được phiếu đã chuẩn bị. {0}. {1}</translation>
    </message>
</context>
<context>
    <name>ProblemSummary</name>
    <message numerus="yes">
        <source>%n field(s) to be mended</source>
        <translation>
            <numerusform>Có %n mục cần sửa</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Hủy</translation>
    </message>
</context>
<context>
    <name>RecoveryDialog</name>
    <message>
        <source>Request data recovery</source>
        <translation>Yêu cầu khôi phục dữ liệu</translation>
    </message>
    <message>
        <source>Say which data the unit needs. The vendor looks whether they can be brought back, then calls the contact person. A renewal can be registered all the same.</source>
        <translation>Cho biết đơn vị cần dữ liệu nào. Nhà cung cấp kiểm tra khả năng khôi phục rồi gọi lại cho người liên hệ. Đơn vị vẫn có thể đăng ký gia hạn ngay trong lúc chờ.</translation>
    </message>
    <message>
        <source>Make a &amp;new request</source>
        <translation>Tạo &amp;yêu cầu mới</translation>
    </message>
    <message>
        <source>&amp;Send the request</source>
        <translation>&amp;Gửi yêu cầu</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>Đó&amp;ng</translation>
    </message>
    <message>
        <source>Send &amp;again</source>
        <translation>&amp;Gửi lại</translation>
    </message>
    <message>
        <source>Sending again never makes a second request.</source>
        <translation>Gửi lại không bao giờ tạo thành yêu cầu thứ hai.</translation>
    </message>
    <message>
        <source>As exactly as possible, in up to 400 characters.</source>
        <translation>Ghi càng cụ thể càng tốt, tối đa 400 ký tự.</translation>
    </message>
    <message>
        <source>For example: the fixed assets and tools of 2024 and 2025, with the depreciation books and the stocktaking of 31/12/2025</source>
        <translation>Ví dụ: tài sản cố định và công cụ dụng cụ năm 2024 và 2025, kèm sổ hao mòn và biên bản kiểm kê ngày 31/12/2025</translation>
    </message>
    <message>
        <source>Looking for requests of the unit…</source>
        <translation>Đang xem đơn vị đã có yêu cầu nào chưa…</translation>
    </message>
    <message>
        <source>Sending the request…</source>
        <translation>Đang gửi yêu cầu…</translation>
    </message>
</context>
<context>
    <name>ReminderSaver</name>
    <message>
        <source>Save the reminders</source>
        <translation>Lưu lịch nhắc</translation>
    </message>
    <message>
        <source>reminders-{0}.ics</source>
        <translation>lich-nhac-{0}.ics</translation>
    </message>
    <message>
        <source>Calendar (*.ics)</source>
        <translation>Lịch (*.ics)</translation>
    </message>
</context>
<context>
    <name>RenewalWizard</name>
    <message>
        <source>Register a renewal – {0}</source>
        <translation>Đăng ký gia hạn sử dụng phần mềm – {0}</translation>
    </message>
    <message>
        <source>Fill in the information</source>
        <translation>Khai báo thông tin</translation>
    </message>
    <message>
        <source>Check and register</source>
        <translation>Kiểm tra và đăng ký</translation>
    </message>
    <message>
        <source>The slip has not been sent</source>
        <translation>Phiếu chưa gửi</translation>
    </message>
    <message>
        <source>Saving what you typed…</source>
        <translation>Đang lưu nội dung đã nhập…</translation>
    </message>
    <message>
        <source>What you typed last could not be saved</source>
        <translation>Chưa lưu được nội dung nhập sau cùng</translation>
    </message>
    <message>
        <source>This computer cannot keep it, and the vendor&apos;s server did not take it. If you close the form now, it is lost.</source>
        <translation>Máy này không lưu được, và máy chủ của nhà cung cấp chưa nhận. Nếu đóng biểu mẫu bây giờ, nội dung đó sẽ mất.</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>Choose how to register</source>
        <translation>Lựa chọn hình thức đăng ký</translation>
    </message>
    <message>
        <source>Send the registration with an &amp;electronic signature</source>
        <translation>Gửi đăng ký có kèm chữ &amp;ký điện tử</translation>
    </message>
    <message>
        <source>Send the registration with a &amp;stamped renewal slip</source>
        <translation>Gửi đăng ký kèm phiếu gia hạn đóng &amp;dấu</translation>
    </message>
    <message>
        <source>Sign with a USB token or a certificate file and send at once. No paper is needed.</source>
        <translation>Ký bằng USB token hoặc tệp chứng thư số rồi gửi ngay. Không cần bản giấy.</translation>
    </message>
    <message>
        <source>Print, sign and stamp the slip and post it. The unit can use the software at once; the paper slip follows.</source>
        <translation>In phiếu, ký, đóng dấu và gửi bưu điện. Đơn vị dùng được ngay; phiếu giấy gửi sau.</translation>
    </message>
    <message>
        <source>Slip {0}</source>
        <translation>Phiếu {0}</translation>
    </message>
</context>
<context>
    <name>ScanDialog</name>
    <message>
        <source>Scan of the stamped slip of order {0}</source>
        <translation>Bản quét phiếu đã đóng dấu của đơn {0}</translation>
    </message>
    <message>
        <source>Scan or photograph the slip with its signature and stamp: whole pages, 200 dpi or more. The paper itself is still posted to the vendor.</source>
        <translation>Quét hoặc chụp phiếu đã ký và đóng dấu: đủ cả trang, từ 200 dpi trở lên. Bản giấy vẫn gửi bưu điện cho nhà cung cấp.</translation>
    </message>
    <message>
        <source>&amp;Send the scan</source>
        <translation>&amp;Gửi bản quét</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>Đó&amp;ng</translation>
    </message>
    <message>
        <source>Choose the scan</source>
        <translation>Chọn bản quét</translation>
    </message>
    <message>
        <source>Opening {0}…</source>
        <translation>Đang mở {0}…</translation>
    </message>
    <message>
        <source>Asking the vendor about this order…</source>
        <translation>Đang hỏi máy chủ về đơn này…</translation>
    </message>
    <message>
        <source>Sending the scan…</source>
        <translation>Đang gửi bản quét…</translation>
    </message>
    <message>
        <source>This is about {0}</source>
        <translation>Tệp có vấn đề: {0}</translation>
    </message>
    <message>
        <source>Send &amp;again</source>
        <translation>&amp;Gửi lại</translation>
    </message>
    <message>
        <source>Sending again never makes a second scan.</source>
        <translation>Gửi lại không bao giờ thành hai bản.</translation>
    </message>
    <message>
        <source>&amp;Send as it is</source>
        <translation>&amp;Vẫn gửi</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Thử lại</translation>
    </message>
</context>
<context>
    <name>ScanList</name>
    <message>
        <source>Chosen files</source>
        <translation>Các tệp đã chọn</translation>
    </message>
    <message>
        <source>another slip, to be taken out</source>
        <translation>phiếu khác, cần bỏ ra</translation>
    </message>
</context>
<context>
    <name>Screens</name>
    <message>
        <source>Order {0}</source>
        <translation>Đơn {0}</translation>
    </message>
    <message>
        <source>Looking for the latest licence…</source>
        <translation>Đang kiểm tra giấy phép mới nhất…</translation>
    </message>
    <message>
        <source>The software is closed for the unit; the registrations can be looked at.</source>
        <translation>Đơn vị tạm thời chưa vào được phần mềm; vẫn xem được các đơn đăng ký.</translation>
    </message>
    <message>
        <source>&amp;Back to the notice</source>
        <translation>&amp;Quay lại thông báo</translation>
    </message>
</context>
<context>
    <name>SecretBox</name>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;Mở</translation>
    </message>
    <message>
        <source>I am &amp;sure of this PIN: one more wrong one locks the token</source>
        <translation>Tôi &amp;chắc chắn mã PIN này đúng: sai một lần nữa token sẽ bị khóa</translation>
    </message>
    <message>
        <source>Password of {0}</source>
        <translation>Mật khẩu của tệp {0}</translation>
    </message>
    <message>
        <source>PIN of token {0} (number {1})</source>
        <translation>Mã PIN của token {0} (số {1})</translation>
    </message>
    <message>
        <source>The PIN is typed on the reader: press Sign and send, then look at the reader.</source>
        <translation>Mã PIN nhập trên đầu đọc: bấm Ký và gửi, rồi nhìn vào đầu đọc.</translation>
    </message>
    <message>
        <source>Enter the PIN of the token.</source>
        <translation>Nhập mã PIN của token.</translation>
    </message>
    <message>
        <source>The PIN holds a letter with a mark. Turn Vietnamese typing off and enter it again.</source>
        <translation>Mã PIN có chữ có dấu. Tắt bộ gõ tiếng Việt rồi nhập lại.</translation>
    </message>
    <message>
        <source>The PIN of this token has {0} to {1} letters. No try was used up.</source>
        <translation>Mã PIN của token này dài từ {0} đến {1} ký tự. Chưa bị tính lần nhập sai.</translation>
    </message>
    <message>
        <source>This is the last try. Confirm below that you are sure of the PIN.</source>
        <translation>Đây là lần thử cuối. Hãy đánh dấu bên dưới nếu bạn chắc chắn mã PIN đúng.</translation>
    </message>
    <message>
        <source>There is a letter with a mark: Vietnamese typing may be on. Turn it off.</source>
        <translation>Có chữ có dấu: có thể bộ gõ tiếng Việt đang bật. Hãy tắt bộ gõ.</translation>
    </message>
    <message>
        <source>Caps Lock seems to be on.</source>
        <translation>Có vẻ Caps Lock đang bật.</translation>
    </message>
    <message>
        <source>A wrong PIN has been entered before; the token locks after several.</source>
        <translation>Trước đó đã có lần nhập sai mã PIN; sai nhiều lần token sẽ bị khóa.</translation>
    </message>
    <message>
        <source>This is the last try: one more wrong PIN locks the token.</source>
        <translation>Đây là lần thử cuối: sai một lần nữa token sẽ bị khóa.</translation>
    </message>
    <message>
        <source>The password is not kept.</source>
        <translation>Mật khẩu không được lưu.</translation>
    </message>
    <message>
        <source>The PIN is not kept.</source>
        <translation>Mã PIN không được lưu.</translation>
    </message>
</context>
<context>
    <name>SendingDialog</name>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Hủy</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Dừng</translation>
    </message>
    <message>
        <source>Send &amp;again</source>
        <translation>&amp;Gửi lại</translation>
    </message>
    <message>
        <source>Sending again never makes a second registration.</source>
        <translation>Gửi lại không tạo thêm đăng ký thứ hai.</translation>
    </message>
    <message>
        <source>Stopped. Nothing has been sent.</source>
        <translation>Đã dừng. Chưa gửi gì.</translation>
    </message>
</context>
<context>
    <name>SettingRow</name>
    <message>
        <source>Set by the administrator</source>
        <translation>Do quản trị viên đặt</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Cài đặt</translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>Các trang cài đặt</translation>
    </message>
    <message>
        <source>Server and proxy</source>
        <translation>Máy chủ và proxy</translation>
    </message>
    <message>
        <source>Digital signing</source>
        <translation>Chữ ký số</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Giao diện</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Thư mục</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Lưu</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Đang lưu…</translation>
    </message>
    <message>
        <source>The changed settings are not saved.</source>
        <translation>Các cài đặt vừa đổi chưa được lưu.</translation>
    </message>
    <message>
        <source>When this window is closed, the former settings go on to hold.</source>
        <translation>Nếu đóng cửa sổ này, các cài đặt cũ vẫn giữ nguyên.</translation>
    </message>
    <message>
        <source>Reading the settings…</source>
        <translation>Đang đọc cài đặt…</translation>
    </message>
    <message>
        <source>Saved. This computer keeps no passwords, so the proxy&apos;s password holds until the program ends.</source>
        <translation>Đã lưu. Máy này không giữ được mật khẩu, nên mật khẩu proxy chỉ dùng đến khi đóng chương trình.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
</context>
<context>
    <name>SignerPanel</name>
    <message>
        <source>Checks before signing</source>
        <translation>Kiểm tra trước khi ký</translation>
    </message>
    <message>
        <source>Signing se&amp;ttings…</source>
        <translation>Thiết lậ&amp;p ký…</translation>
    </message>
    <message>
        <source>Sign &amp;without a time stamp this time</source>
        <translation>Lần này ký &amp;không có dấu thời gian</translation>
    </message>
    <message>
        <source>Choose the certificate</source>
        <translation>Chọn chứng thư số</translation>
    </message>
    <message>
        <source>Signing is not possible, failed: {0}. See above what to do.</source>
        <translation>Chưa ký được, không đạt: {0}. Cách xử lý ghi ở bảng trên.</translation>
    </message>
    <message>
        <source>Opening the certificate…</source>
        <translation>Đang mở chứng thư…</translation>
    </message>
    <message>
        <source>Checking the certificate…</source>
        <translation>Đang kiểm tra chứng thư…</translation>
    </message>
</context>
<context>
    <name>SigningDialog</name>
    <message>
        <source>Sign the slip of order {0}</source>
        <translation>Ký điện tử phiếu đăng ký {0}</translation>
    </message>
    <message>
        <source>A &amp;second signature follows, for example the unit&apos;s seal</source>
        <translation>Còn chữ ký thứ ha&amp;i, ví dụ con dấu của đơn vị</translation>
    </message>
    <message>
        <source>Send with &amp;one signature</source>
        <translation>&amp;Gửi với một chữ ký</translation>
    </message>
    <message>
        <source>&amp;Sign, then the second</source>
        <translation>&amp;Ký, rồi tới người thứ hai</translation>
    </message>
    <message>
        <source>&amp;Sign and send</source>
        <translation>&amp;Ký và gửi</translation>
    </message>
    <message>
        <source>&amp;Sign</source>
        <translation>&amp;Ký</translation>
    </message>
    <message>
        <source>✓ Signed by {0}, {1}. Not sent yet: choose the certificate of the second signer.</source>
        <translation>✓ {0} đã ký lúc {1}. Phiếu chưa gửi: hãy chọn chứng thư của người ký thứ hai.</translation>
    </message>
    <message>
        <source>The slip is signed once and not sent</source>
        <translation>Phiếu mới có một chữ ký và chưa gửi</translation>
    </message>
    <message>
        <source>If you close now, the first signature is lost and has to be made once more.</source>
        <translation>Nếu đóng bây giờ, chữ ký đầu bị bỏ và phải ký lại.</translation>
    </message>
</context>
<context>
    <name>SigningPane</name>
    <message>
        <source>Signing &amp;settings…</source>
        <translation>T&amp;hiết lập ký…</translation>
    </message>
    <message>
        <source>None yet.</source>
        <translation>Chưa có tệp nào.</translation>
    </message>
    <message>
        <source>&amp;Forget this file</source>
        <translation>&amp;Bỏ ghi nhớ tệp này</translation>
    </message>
    <message>
        <source>Certificate files (.p12, .pfx, .pem) that are &amp;remembered</source>
        <translation>&amp;Tệp chứng thư số (.p12, .pfx, .pem) đang ghi nhớ</translation>
    </message>
    <message>
        <source>USB tokens are found by themselves. Pictures of signature and seal, the time-stamp server, trusted issuers and a token driver of your own are set in a window that tries them first.</source>
        <translation>USB token được tự nhận. Ảnh chữ ký và con dấu, máy chủ cấp dấu thời gian, nơi cấp chứng thư được tin cậy và trình điều khiển token riêng được đặt trong một cửa sổ có chạy thử trước khi lưu.</translation>
    </message>
    <message>
        <source>A file is added where a slip is signed. Only its path is remembered, never its password; the file itself stays where it is when it is forgotten here.</source>
        <translation>Tệp được thêm khi ký phiếu. Chương trình chỉ nhớ đường dẫn, không bao giờ nhớ mật khẩu; bỏ ghi nhớ ở đây không xóa tệp.</translation>
    </message>
    <message>
        <source>Name of the unit</source>
        <translation>Tên đơn vị</translation>
    </message>
    <message>
        <source>Name of the signer</source>
        <translation>Họ tên người ký</translation>
    </message>
</context>
<context>
    <name>SigningSettingsDialog</name>
    <message>
        <source>Signing settings</source>
        <translation>Thiết lập ký</translation>
    </message>
    <message>
        <source>&amp;Picture of the signature</source>
        <translation>Ảnh &amp;chữ ký</translation>
    </message>
    <message>
        <source>PNG with a transparent ground, at most 5 MB; best in blue.</source>
        <translation>Tệp PNG nền trong suốt, tối đa 5 MB; nên là mực xanh.</translation>
    </message>
    <message>
        <source>Pictures (*.png *.PNG)</source>
        <translation>Ảnh (*.png *.PNG)</translation>
    </message>
    <message>
        <source>Picture of the &amp;seal</source>
        <translation>Ảnh con &amp;dấu</translation>
    </message>
    <message>
        <source>PNG with a transparent ground, in red; it is shown in its real size, 36 mm if it says none.</source>
        <translation>Tệp PNG nền trong suốt, màu đỏ; hiện đúng kích thước thật, 36 mm nếu ảnh không ghi.</translation>
    </message>
    <message>
        <source>&amp;Address of the time-stamp server</source>
        <translation>Địa chỉ máy chủ dấu thời &amp;gian</translation>
    </message>
    <message>
        <source>A time stamp proves when the slip was signed, independent of this computer&apos;s clock. The address comes from your certificate&apos;s issuer. Leave it empty to sign without one.</source>
        <translation>Dấu thời gian chứng minh lúc ký, không phụ thuộc đồng hồ của máy này. Địa chỉ do nơi cấp chứng thư số cung cấp. Để trống nếu ký không có dấu thời gian.</translation>
    </message>
    <message>
        <source>&amp;Folder of trusted issuers</source>
        <translation>Thư &amp;mục chứng thư của nơi cấp được tin cậy</translation>
    </message>
    <message>
        <source>Certificates of issuers (.crt, .cer, .pem) that this computer does not know yet. Those of the system are trusted anyway.</source>
        <translation>Chứng thư của nơi cấp (.crt, .cer, .pem) mà máy này chưa biết. Chứng thư có sẵn trong hệ thống luôn được tin cậy.</translation>
    </message>
    <message>
        <source>Token &amp;driver</source>
        <translation>T&amp;rình điều khiển token</translation>
    </message>
    <message>
        <source>Only where a token that is plugged in does not show in the list: the PKCS#11 file (.dll, .so) of its maker.</source>
        <translation>Chỉ cần khi đã cắm token mà không thấy trong danh sách: tệp PKCS#11 (.dll, .so) của nhà sản xuất.</translation>
    </message>
    <message>
        <source>&amp;Try and save</source>
        <translation>&amp;Thử và lưu</translation>
    </message>
    <message>
        <source>What is seen on the slip</source>
        <translation>Phần nhìn thấy trên phiếu</translation>
    </message>
    <message>
        <source>How it is signed</source>
        <translation>Cách ký</translation>
    </message>
    <message>
        <source>Reading the setting…</source>
        <translation>Đang đọc thiết lập…</translation>
    </message>
    <message>
        <source>The address begins with http:// or https://, for example http://tsa.ca.gov.vn.</source>
        <translation>Địa chỉ bắt đầu bằng http:// hoặc https://, ví dụ http://tsa.ca.gov.vn.</translation>
    </message>
    <message>
        <source>Trying the settings…</source>
        <translation>Đang thử thiết lập…</translation>
    </message>
    <message>
        <source>This server gives no usable time stamp. Check the address, or leave it empty.</source>
        <translation>Máy chủ này không trả dấu thời gian dùng được. Kiểm tra lại địa chỉ, hoặc để trống.</translation>
    </message>
    <message>
        <source>No certificate can be read in this folder. Choose another, or leave it empty.</source>
        <translation>Không đọc được chứng thư nào trong thư mục này. Chọn thư mục khác, hoặc để trống.</translation>
    </message>
    <message>
        <source>This picture cannot be used: a PNG file of at most 5 MB is needed.</source>
        <translation>Không dùng được ảnh này: cần tệp PNG tối đa 5 MB.</translation>
    </message>
</context>
<context>
    <name>SingleInstance</name>
    <message>
        <source>QLTS Desktop is already open, but does not answer</source>
        <translation>QLTS Desktop đang mở nhưng không phản hồi</translation>
    </message>
    <message>
        <source>So that nothing is written twice, it was not opened again. Wait a moment and start it again; if the message stays, end the program in the system&apos;s list of running programs, or restart the computer.</source>
        <translation>Để không ghi trùng dữ liệu, chương trình chưa được mở thêm lần nữa. Chờ một lát rồi mở lại; nếu vẫn thấy thông báo này, hãy kết thúc chương trình trong danh sách chương trình đang chạy của hệ thống, hoặc khởi động lại máy tính.</translation>
    </message>
</context>
<context>
    <name>SlipPrinter</name>
    <message>
        <source>Looking for printers…</source>
        <translation>Đang tìm máy in…</translation>
    </message>
</context>
<context>
    <name>SlipView</name>
    <message>
        <source>Making the slip…</source>
        <translation>Đang lập phiếu…</translation>
    </message>
    <message>
        <source>Smaller (Ctrl+−)</source>
        <translation>Thu nhỏ (Ctrl+−)</translation>
    </message>
    <message>
        <source>Larger (Ctrl++)</source>
        <translation>Phóng to (Ctrl++)</translation>
    </message>
    <message>
        <source>&amp;Fit width</source>
        <translation>&amp;Vừa chiều ngang</translation>
    </message>
    <message>
        <source>Fit the width (Ctrl+0)</source>
        <translation>Vừa chiều ngang (Ctrl+0)</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>&amp;In phiếu…</translation>
    </message>
    <message>
        <source>Print the document</source>
        <translation>In tài liệu</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Thử lại</translation>
    </message>
    <message>
        <source>1 page</source>
        <translation>1 trang</translation>
    </message>
    <message>
        <source>Page {0} of {1}</source>
        <translation>Trang {0}/{1}</translation>
    </message>
    <message>
        <source>The slip as it will be sent</source>
        <translation>Phiếu như sẽ được gửi</translation>
    </message>
</context>
<context>
    <name>StampedDialog</name>
    <message>
        <source>Stamped slip of order {0}</source>
        <translation>Phiếu đóng dấu của đơn {0}</translation>
    </message>
    <message>
        <source>Saved: {0}</source>
        <translation>Đã lưu: {0}</translation>
    </message>
    <message>
        <source>Send the &amp;registration</source>
        <translation>&amp;Gửi đăng ký</translation>
    </message>
    <message>
        <source>&amp;Print the slip…</source>
        <translation>&amp;In phiếu…</translation>
    </message>
    <message>
        <source>Save as P&amp;DF…</source>
        <translation>&amp;Lưu PDF…</translation>
    </message>
    <message>
        <source>1. Print the slip, have it signed and stamped</source>
        <translation>1. In phiếu, trình ký và đóng dấu</translation>
    </message>
    <message>
        <source>One copy. The head signs above the name; the seal goes over the left third of the signature. A slip of two pages is printed on both sides of one sheet, or sealed across the edges of its sheets.</source>
        <translation>Một bản. Thủ trưởng ký phía trên họ tên; dấu đóng trùm khoảng 1/3 chữ ký về bên trái. Phiếu hai trang: in hai mặt trên một tờ, hoặc đóng thêm dấu giáp lai.</translation>
    </message>
    <message>
        <source>2. Send the registration now</source>
        <translation>2. Gửi đăng ký ngay bây giờ</translation>
    </message>
    <message>
        <source>The unit can use the software as soon as the registration has been received. The paper need not have been posted yet.</source>
        <translation>Đơn vị dùng được phần mềm ngay khi đăng ký được tiếp nhận, chưa cần gửi phiếu giấy trước.</translation>
    </message>
    <message>
        <source>3. Post the stamped slip</source>
        <translation>3. Gửi bưu điện phiếu đã đóng dấu</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Địa chỉ</translation>
    </message>
    <message>
        <source>&amp;Envelope label…</source>
        <translation>&amp;Nhãn bì thư…</translation>
    </message>
    <message>
        <source>Save the slip</source>
        <translation>Lưu phiếu</translation>
    </message>
    <message>
        <source>renewal-slip-{0}.pdf</source>
        <translation>phieu-gia-han-{0}.pdf</translation>
    </message>
    <message>
        <source>PDF file (*.pdf)</source>
        <translation>Tệp PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Envelope label of order {0}</source>
        <translation>Nhãn bì thư của đơn {0}</translation>
    </message>
    <message>
        <source>envelope-label-{0}.pdf</source>
        <translation>nhan-bi-thu-{0}.pdf</translation>
    </message>
    <message>
        <source>Slip {0}</source>
        <translation>Phiếu {0}</translation>
    </message>
</context>
<context>
    <name>StepHeader</name>
    <message>
        <source>Step {0} of {1}: {2}</source>
        <translation>Bước {0}/{1}: {2}</translation>
    </message>
</context>
<context>
    <name>SubscriptionCard</name>
    <message>
        <source>Saved: {0}</source>
        <translation>Đã lưu: {0}</translation>
    </message>
    <message>
        <source>Subscription</source>
        <translation>Thông tin thuê bao</translation>
    </message>
    <message>
        <source>&amp;Update resources</source>
        <translation>&amp;Cập nhật tài nguyên</translation>
    </message>
    <message>
        <source>Licence number</source>
        <translation>Số giấy phép</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>Gói sử dụng</translation>
    </message>
    <message>
        <source>Subscription term</source>
        <translation>Thời hạn thuê bao</translation>
    </message>
    <message>
        <source>Latest renewal order</source>
        <translation>Đơn gia hạn gần nhất</translation>
    </message>
    <message>
        <source>Enter the &amp;QLTS software</source>
        <translation>&amp;Vào phần mềm QLTS</translation>
    </message>
    <message>
        <source>&amp;Save the reminders (.ics)</source>
        <translation>&amp;Lưu lịch nhắc (.ics)</translation>
    </message>
    <message>
        <source>A file for your calendar program: it recalls the last day of use and the payment day.</source>
        <translation>Tệp để mở bằng phần mềm lịch: nhắc ngày cuối được sử dụng và hạn thanh toán.</translation>
    </message>
    <message>
        <source>{0} · {1} users</source>
        <translation>{0} · {1} người dùng</translation>
    </message>
    <message>
        <source>No term yet</source>
        <translation>Chưa có thời hạn</translation>
    </message>
    <message>
        <source>No order for the coming term</source>
        <translation>Chưa có đơn cho kỳ tới</translation>
    </message>
    <message>
        <source>{0}, payment day {1}</source>
        <translation>{0}, hạn thanh toán {1}</translation>
    </message>
</context>
<context>
    <name>SuccessDialog</name>
    <message>
        <source>Registration of order {0}</source>
        <translation>Đăng ký đơn {0}</translation>
    </message>
    <message>
        <source>Saved: {0}</source>
        <translation>Đã lưu: {0}</translation>
    </message>
    <message>
        <source>The renewal has been registered</source>
        <translation>Đăng ký gia hạn thành công</translation>
    </message>
    <message>
        <source>Tell the accountant: on the unit&apos;s computer “Update resources” (F5) brings the new licence.</source>
        <translation>Báo cho kế toán: trên máy của đơn vị, nhấn “Cập nhật tài nguyên” (F5) để nhận giấy phép mới.</translation>
    </message>
    <message>
        <source>Receipt number: {0}</source>
        <translation>Số biên nhận: {0}</translation>
    </message>
    <message>
        <source>with a time stamp</source>
        <translation>có dấu thời gian</translation>
    </message>
    <message>
        <source>Signed electronically</source>
        <translation>Ký điện tử thành công</translation>
    </message>
    <message>
        <source>Order &lt;b&gt;{0}&lt;/b&gt; was sent at {1}. The vendor looks at it first; once it has been accepted, “Update resources” lets the unit use the software again.</source>
        <translation>Đơn &lt;b&gt;{0}&lt;/b&gt; đã gửi lúc {1}. Nhà cung cấp xem xét đơn trước; khi đơn được tiếp nhận, nhấn “Cập nhật tài nguyên” để dùng tiếp phần mềm.</translation>
    </message>
    <message>
        <source>Order &lt;b&gt;{0}&lt;/b&gt; was sent at {1}. The unit can use the software until the end of &lt;b&gt;{2}&lt;/b&gt; as promised. These are provisional resources; the official licence follows once the payment has been confirmed.</source>
        <translation>Đơn &lt;b&gt;{0}&lt;/b&gt; đã gửi lúc {1}. Đơn vị sử dụng phần mềm đến hết &lt;b&gt;{2}&lt;/b&gt; theo cam kết. Đây là tài nguyên tạm; giấy phép chính thức được cấp sau khi xác nhận thanh toán.</translation>
    </message>
    <message>
        <source>What to do next</source>
        <translation>Việc tiếp theo</translation>
    </message>
    <message>
        <source>1. Print the slip, have it signed and stamped, and post it to:</source>
        <translation>1. In, ký, đóng dấu phiếu, gửi về:</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Địa chỉ</translation>
    </message>
    <message>
        <source>2. Transfer the money on {0} at the latest.</source>
        <translation>2. Chuyển khoản chậm nhất ngày {0}.</translation>
    </message>
    <message>
        <source>What to do next: transfer the money on {0} at the latest</source>
        <translation>Việc tiếp theo: chuyển khoản chậm nhất ngày {0}</translation>
    </message>
    <message>
        <source>Save the re&amp;minders (.ics)</source>
        <translation>Lưu lịch &amp;nhắc (.ics)</translation>
    </message>
    <message>
        <source>Save the &amp;receipt</source>
        <translation>&amp;Lưu biên nhận</translation>
    </message>
    <message>
        <source>&amp;Print the slip</source>
        <translation>&amp;In phiếu</translation>
    </message>
    <message>
        <source>Save the s&amp;lip (PDF)</source>
        <translation>L&amp;ưu phiếu</translation>
    </message>
    <message>
        <source>A file for your calendar program: it recalls the last day of use and the payment day.</source>
        <translation>Tệp để mở bằng phần mềm lịch: nhắc ngày cuối được sử dụng và hạn thanh toán.</translation>
    </message>
    <message>
        <source>&amp;Continue working</source>
        <translation>&amp;Tiếp tục sử dụng</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>Đó&amp;ng</translation>
    </message>
    <message>
        <source>Save the receipt</source>
        <translation>Lưu biên nhận</translation>
    </message>
    <message>
        <source>receipt-{0}.jws</source>
        <translation>bien-nhan-{0}.jws</translation>
    </message>
    <message>
        <source>Signed receipt (*.jws)</source>
        <translation>Biên nhận có chữ ký (*.jws)</translation>
    </message>
    <message>
        <source>Save the slip</source>
        <translation>Lưu phiếu</translation>
    </message>
    <message>
        <source>renewal-slip-{0}.pdf</source>
        <translation>phieu-gia-han-{0}.pdf</translation>
    </message>
    <message>
        <source>PDF file (*.pdf)</source>
        <translation>Tệp PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Slip {0}</source>
        <translation>Phiếu {0}</translation>
    </message>
</context>
<context>
    <name>TextField</name>
    <message>
        <source>Only the first {0} characters fit in here; the rest was left out</source>
        <translation>Ô này chỉ nhận {0} ký tự đầu; phần còn lại chưa được đưa vào</translation>
    </message>
</context>
<context>
    <name>TokenGuideDialog</name>
    <message>
        <source>Token drivers: installing and checking</source>
        <translation>Trình điều khiển token: cách cài và kiểm tra</translation>
    </message>
    <message>
        <source>Token makers</source>
        <translation>Nơi cấp token</translation>
    </message>
    <message>
        <source>Check &amp;again</source>
        <translation>&amp;Kiểm tra lại</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>Đó&amp;ng</translation>
    </message>
    <message>
        <source>Fetching the list of token makers…</source>
        <translation>Đang tải danh sách nơi cấp token…</translation>
    </message>
    <message>
        <source>Looking for token drivers and tokens…</source>
        <translation>Đang tìm trình điều khiển và token…</translation>
    </message>
    <message>
        <source>1. Unplug the token. Download the 64-bit driver from its maker&apos;s page below.</source>
        <translation>1. Rút token. Tải bản cài 64-bit từ trang của nơi cấp token ở dưới.</translation>
    </message>
    <message>
        <source>2. Install it, with an administrator&apos;s account where the computer asks for one.</source>
        <translation>2. Cài đặt; nếu máy hỏi, dùng tài khoản quản trị của máy.</translation>
    </message>
    <message>
        <source>3. Plug the token in, wait until its light is steady, then press “Check again”.</source>
        <translation>3. Cắm token, chờ đèn sáng ổn định, rồi nhấn “Kiểm tra lại”.</translation>
    </message>
    <message>
        <source>Installing a token driver</source>
        <translation>Cài trình điều khiển token</translation>
    </message>
    <message>
        <source>The maker&apos;s name is written on the token, or on its contract.</source>
        <translation>Tên nơi cấp ghi trên vỏ token hoặc trên hợp đồng cấp chữ ký số.</translation>
    </message>
    <message>
        <source>{0}: open {1} in the browser</source>
        <translation>{0}: mở {1} bằng trình duyệt</translation>
    </message>
    <message>
        <source>Driver installed</source>
        <translation>Đã cài</translation>
    </message>
</context>
<context>
    <name>TransferCode</name>
    <message>
        <source>&amp;QR code</source>
        <translation>Mã &amp;QR</translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation>Sao chép ảnh</translation>
    </message>
    <message>
        <source>QR code of the transfer: {0}</source>
        <translation>Mã QR chuyển khoản: {0}</translation>
    </message>
</context>
<context>
    <name>TransferGuide</name>
    <message>
        <source>How to transfer</source>
        <translation>Hướng dẫn chuyển khoản</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Số tiền</translation>
    </message>
    <message>
        <source>Memo</source>
        <translation>Nội dung</translation>
    </message>
    <message>
        <source>Write exactly this memo so that the payment is confirmed quickly.</source>
        <translation>Ghi đúng nội dung này để được xác nhận nhanh.</translation>
    </message>
    <message>
        <source>It has {0} characters, and some bank apps keep only the first {1}: compare it once more before you confirm the transfer.</source>
        <translation>Nội dung dài {0} ký tự, một số ứng dụng ngân hàng chỉ giữ {1} ký tự đầu: hãy so lại trước khi xác nhận chuyển tiền.</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Chép tất cả</translation>
    </message>
    <message>
        <source>All lines at once, ready for a payment order</source>
        <translation>Chép một lần mọi dòng, sẵn để ghi Ủy nhiệm chi</translation>
    </message>
    <message>
        <source>Or to this account</source>
        <translation>Hoặc chuyển vào tài khoản này</translation>
    </message>
    <message>
        <source>Receiver</source>
        <translation>Đơn vị nhận</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Tài khoản</translation>
    </message>
    <message>
        <source>At</source>
        <translation>Tại</translation>
    </message>
</context>
<context>
    <name>UnitSection</name>
    <message>
        <source>1. Registering unit</source>
        <translation>1. Thông tin đơn vị đăng ký</translation>
    </message>
</context>
<context>
    <name>UnsavedQuestion</name>
    <message>
        <source>&amp;Stay here</source>
        <translation>Ở &amp;lại</translation>
    </message>
    <message>
        <source>&amp;Close and lose it</source>
        <translation>Đóng và &amp;bỏ nội dung</translation>
    </message>
</context>
<context>
    <name>UpdateDialog</name>
    <message>
        <source>New version {0}</source>
        <translation>Phiên bản mới {0}</translation>
    </message>
    <message>
        <source>Comparing {0}…</source>
        <translation>Đang so {0}…</translation>
    </message>
    <message>
        <source>Version {0}</source>
        <translation>Phiên bản {0}</translation>
    </message>
    <message>
        <source>&amp;Not today</source>
        <translation>Để &amp;sau</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>Đó&amp;ng</translation>
    </message>
    <message>
        <source>What is new</source>
        <translation>Có gì mới</translation>
    </message>
    <message>
        <source>Where it is had</source>
        <translation>Tải ở đâu</translation>
    </message>
    <message>
        <source>This program downloads and runs nothing. Open the link, or copy it for whoever installs.</source>
        <translation>Chương trình không tự tải và không tự cài. Mở liên kết, hoặc sao chép cho người cài máy.</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Liên kết</translation>
    </message>
    <message>
        <source>&amp;Open the link in the browser</source>
        <translation>&amp;Mở liên kết bằng trình duyệt</translation>
    </message>
    <message>
        <source>Before it is installed: compare</source>
        <translation>Trước khi cài: so tệp</translation>
    </message>
    <message>
        <source>Choose the downloaded file: its size and digest are compared with the notice, which the vendor has signed. A file that is half there or altered is recognised.</source>
        <translation>Chọn tệp đã tải: dung lượng và mã SHA-256 được so với thông báo mà nhà cung cấp đã ký. Tệp tải dở hoặc bị đổi sẽ được nhận ra.</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Dung lượng</translation>
    </message>
    <message>
        <source>Notice valid until {0}.</source>
        <translation>Thông báo có giá trị đến hết ngày {0}.</translation>
    </message>
    <message>
        <source>C&amp;heck the downloaded file…</source>
        <translation>&amp;Kiểm tra tệp đã tải…</translation>
    </message>
    <message>
        <source>Choose the downloaded file</source>
        <translation>Chọn tệp đã tải</translation>
    </message>
</context>
<context>
    <name>WizardBar</name>
    <message>
        <source>&amp;Close</source>
        <translation>Đó&amp;ng</translation>
    </message>
    <message>
        <source>Save for the &amp;head to sign later</source>
        <translation>&amp;Lưu để thủ trưởng ký sau</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Quay lại</translation>
    </message>
    <message>
        <source>Co&amp;ntinue</source>
        <translation>&amp;Tiếp tục</translation>
    </message>
    <message>
        <source>&amp;Perform</source>
        <translation>Thực &amp;hiện</translation>
    </message>
</context>
<context>
    <name>WorkspacePage</name>
    <message>
        <source>Workspace</source>
        <translation>Trang chính</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Việc nên làm</translation>
    </message>
    <message>
        <source>What will happen, and when</source>
        <translation>Điều gì sẽ xảy ra, và khi nào</translation>
    </message>
    <message>
        <source>Nothing needs to be done now.</source>
        <translation>Hiện không có việc cần làm.</translation>
    </message>
    <message>
        <source>Register the renewal for the term from {0}</source>
        <translation>Đăng ký gia hạn cho kỳ bắt đầu từ {0}</translation>
    </message>
    <message>
        <source>&amp;Register a renewal</source>
        <translation>Đăng ký &amp;gia hạn</translation>
    </message>
    <message>
        <source>Transfer the payment for order {0} no later than {1}</source>
        <translation>Chuyển khoản cho đơn {0} chậm nhất ngày {1}</translation>
    </message>
    <message>
        <source>&amp;See the order</source>
        <translation>Xem &amp;đơn</translation>
    </message>
    <message>
        <source>Register the renewal no later than {0} to avoid an interruption; after that the unit goes on using the software until its payment day.</source>
        <translation>Đăng ký gia hạn chậm nhất ngày {0} để không bị gián đoạn; sau đó đơn vị dùng tiếp đến hết hạn cam kết thanh toán.</translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source>A user of your unit with the role Data administrator can register a renewal.</source>
        <translation>Người dùng có vai trò Quản trị dữ liệu của đơn vị có thể đăng ký gia hạn.</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Quy định</translation>
    </message>
    <message>
        <source>The software opens with a licence of the unit.</source>
        <translation>Phần mềm mở khi đơn vị có giấy phép.</translation>
    </message>
    <message>
        <source>Only a licence signed by the vendor and unchanged since is used. No stage is shown from it.</source>
        <translation>Chỉ dùng giấy phép do nhà cung cấp ký và chưa bị thay đổi. Giấy phép này không được dùng để xác định tình trạng thuê bao.</translation>
    </message>
    <message>
        <source>Need help with the renewal? Call &lt;b&gt;{0}&lt;/b&gt;, then press &lt;i&gt;Update resources&lt;/i&gt;.</source>
        <translation>Cần hỗ trợ gia hạn? Gọi &lt;b&gt;{0}&lt;/b&gt;, sau đó nhấn &lt;i&gt;Cập nhật tài nguyên&lt;/i&gt;.</translation>
    </message>
    <message>
        <source>The licence expired {0} days ago</source>
        <translation>Giấy phép đã hết hạn {0} ngày</translation>
    </message>
    <message>
        <source>The subscription ended on {0}.</source>
        <translation>Thuê bao hết hạn ngày {0}.</translation>
    </message>
    <message>
        <source>The unit can only read its data for now; as soon as a renewal is registered, use goes on.</source>
        <translation>Đơn vị hiện chỉ xem được dữ liệu; đăng ký gia hạn xong là dùng tiếp được ngay.</translation>
    </message>
    <message>
        <source>The unit cannot enter the software for now; as soon as a renewal is registered, use goes on.</source>
        <translation>Đơn vị tạm thời chưa vào được phần mềm; đăng ký gia hạn xong là dùng tiếp được ngay.</translation>
    </message>
    <message>
        <source>The subscription has been cut</source>
        <translation>Thuê bao đã bị cắt</translation>
    </message>
    <message>
        <source>The software cannot be entered now</source>
        <translation>Chưa vào được phần mềm</translation>
    </message>
    <message>
        <source>The vendor has closed the software for the unit: {0}.</source>
        <translation>Nhà cung cấp đang tạm đóng phần mềm đối với đơn vị: {0}.</translation>
    </message>
    <message>
        <source>The data are kept.</source>
        <translation>Dữ liệu vẫn được giữ.</translation>
    </message>
    <message>
        <source>Without a renewal the subscription is cut and the data may be deleted from &lt;b&gt;{0}&lt;/b&gt; (&lt;b&gt;{1} days&lt;/b&gt; left).</source>
        <translation>Nếu không gia hạn, thuê bao bị cắt và dữ liệu có thể bị xóa từ &lt;b&gt;{0}&lt;/b&gt; (còn &lt;b&gt;{1} ngày&lt;/b&gt;).</translation>
    </message>
    <message>
        <source>The unit can still register a renewal to go on using the software.</source>
        <translation>Đơn vị vẫn có thể đăng ký gia hạn để tiếp tục sử dụng phần mềm.</translation>
    </message>
    <message>
        <source>The vendor has officially cut the subscription, deleted the data and ended the service as of {0}.</source>
        <translation>Nhà cung cấp đã chính thức cắt thuê bao, xóa dữ liệu và ngừng phục vụ từ ngày {0}.</translation>
    </message>
    <message>
        <source>The subscription has been cut since {0}.</source>
        <translation>Thuê bao đã bị cắt từ ngày {0}.</translation>
    </message>
    <message>
        <source>The data still exist; their deletion is planned for &lt;b&gt;{0}&lt;/b&gt;.</source>
        <translation>Dữ liệu hiện vẫn còn, dự kiến xóa ngày &lt;b&gt;{0}&lt;/b&gt;.</translation>
    </message>
    <message>
        <source>The data still exist.</source>
        <translation>Dữ liệu hiện vẫn còn.</translation>
    </message>
    <message>
        <source>To have the data recovered, press &lt;i&gt;Request data recovery&lt;/i&gt; or call &lt;b&gt;{0}&lt;/b&gt;.</source>
        <translation>Để khôi phục dữ liệu, nhấn &lt;i&gt;Yêu cầu khôi phục dữ liệu&lt;/i&gt; hoặc gọi &lt;b&gt;{0}&lt;/b&gt;.</translation>
    </message>
    <message>
        <source>Are data of the unit needed? Press &lt;i&gt;Request data recovery&lt;/i&gt;.</source>
        <translation>Cần lấy lại dữ liệu của đơn vị? Nhấn &lt;i&gt;Yêu cầu khôi phục dữ liệu&lt;/i&gt;.</translation>
    </message>
    <message>
        <source>To ask for the data to be recovered, call &lt;b&gt;{0}&lt;/b&gt;.</source>
        <translation>Muốn yêu cầu khôi phục dữ liệu, hãy gọi &lt;b&gt;{0}&lt;/b&gt;.</translation>
    </message>
    <message>
        <source>The payment commitment is {0} days overdue</source>
        <translation>Đã quá hạn cam kết thanh toán {0} ngày</translation>
    </message>
    <message>
        <source>The vendor has not received the payment, so the unit cannot enter the software for now. The data are kept.</source>
        <translation>Nhà cung cấp chưa nhận được thanh toán nên đơn vị tạm thời chưa vào được phần mềm. Dữ liệu vẫn được giữ.</translation>
    </message>
    <message>
        <source>Order {0} was to be paid no later than {1}.</source>
        <translation>Đơn {0} có hạn thanh toán chậm nhất ngày {1}.</translation>
    </message>
    <message>
        <source>Need help? Call &lt;b&gt;{0}&lt;/b&gt;, then press &lt;i&gt;Update resources&lt;/i&gt;.</source>
        <translation>Cần hỗ trợ? Gọi &lt;b&gt;{0}&lt;/b&gt;, sau đó nhấn &lt;i&gt;Cập nhật tài nguyên&lt;/i&gt;.</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hôm nay</translation>
    </message>
    <message>
        <source>Last day of use</source>
        <translation>Ngày cuối được sử dụng</translation>
    </message>
    <message>
        <source>Subscription term</source>
        <translation>Thời hạn thuê bao</translation>
    </message>
    <message>
        <source>{0}, payment day {1}</source>
        <translation>{0}, hạn thanh toán {1}</translation>
    </message>
    <message>
        <source>Open order</source>
        <translation>Đơn đang mở</translation>
    </message>
    <message>
        <source>What is open</source>
        <translation>Phạm vi sử dụng</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Dữ liệu</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Giấy phép</translation>
    </message>
    <message>
        <source>{0}, issued at {1} (serial {2})</source>
        <translation>{0}, cấp lúc {1} (tệp số {2})</translation>
    </message>
    <message>
        <source>Rules of the vendor</source>
        <translation>Phiên bản quy định</translation>
    </message>
    <message>
        <source>Announced</source>
        <translation>Đã thông báo</translation>
    </message>
    <message>
        <source>Rule code</source>
        <translation>Mã quy định</translation>
    </message>
    <message>
        <source>The server found a fault in the slip.</source>
        <translation>Máy chủ thấy phiếu có lỗi.</translation>
    </message>
    <message>
        <source>a few</source>
        <translation>vài</translation>
    </message>
    <message>
        <source>The server could not read the slip as a PDF.</source>
        <translation>Máy chủ không đọc được phiếu như một tệp PDF.</translation>
    </message>
    <message>
        <source>The slip carries no signature.</source>
        <translation>Phiếu chưa có chữ ký.</translation>
    </message>
    <message>
        <source>The slip was changed after it was signed.</source>
        <translation>Phiếu đã bị thay đổi sau khi ký.</translation>
    </message>
    <message>
        <source>The signature does not cover the whole slip.</source>
        <translation>Chữ ký không bao trùm toàn bộ phiếu.</translation>
    </message>
    <message>
        <source>The slip does not carry the form&apos;s data.</source>
        <translation>Phiếu không mang theo dữ liệu đăng ký.</translation>
    </message>
    <message>
        <source>The slip&apos;s data differ from the form on the server.</source>
        <translation>Dữ liệu trên phiếu khác với thông tin trên máy chủ.</translation>
    </message>
    <message>
        <source>The issuer of the signing certificate is not recognised.</source>
        <translation>Nơi cấp chứng thư ký không được công nhận.</translation>
    </message>
    <message>
        <source>The signing certificate has expired.</source>
        <translation>Chứng thư ký đã hết hạn.</translation>
    </message>
    <message>
        <source>The signing certificate has been revoked.</source>
        <translation>Chứng thư số dùng để ký đã bị thu hồi.</translation>
    </message>
    <message>
        <source>The signing certificate is not for signing documents.</source>
        <translation>Chứng thư ký không dùng để ký văn bản.</translation>
    </message>
    <message>
        <source>The tax code of the signing certificate differs from the unit&apos;s.</source>
        <translation>Mã số thuế trên chứng thư ký khác mã số thuế của đơn vị.</translation>
    </message>
    <message>
        <source>The server cannot be reached</source>
        <translation>Không kết nối được máy chủ</translation>
    </message>
    <message>
        <source>This computer has no connection to the vendor&apos;s server. Nothing that was entered is lost.</source>
        <translation>Máy này chưa kết nối được tới máy chủ của nhà cung cấp. Những gì đã nhập vẫn còn nguyên.</translation>
    </message>
    <message>
        <source>Check the network cable or Wi-Fi, then try again.</source>
        <translation>Kiểm tra dây mạng hoặc Wi-Fi rồi thử lại.</translation>
    </message>
    <message>
        <source>The server did not answer in time</source>
        <translation>Máy chủ chưa trả lời kịp</translation>
    </message>
    <message>
        <source>The connection was too slow or was cut. Nothing that was entered is lost.</source>
        <translation>Đường truyền chậm hoặc bị ngắt giữa chừng. Những gì đã nhập vẫn còn nguyên.</translation>
    </message>
    <message>
        <source>Wait a moment, then try again.</source>
        <translation>Chờ một lát rồi thử lại.</translation>
    </message>
    <message>
        <source>The server address is not right</source>
        <translation>Địa chỉ máy chủ chưa đúng</translation>
    </message>
    <message>
        <source>There is no licence service at this address.</source>
        <translation>Không có dịch vụ giấy phép tại địa chỉ này.</translation>
    </message>
    <message>
        <source>Check the address under “Server”, or ask the vendor for it.</source>
        <translation>Xem lại địa chỉ trong mục “Máy chủ”, hoặc hỏi nhà cung cấp.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not trusted</source>
        <translation>Chứng thư của máy chủ không đáng tin cậy</translation>
    </message>
    <message>
        <source>To keep the password safe, nothing was sent to this server.</source>
        <translation>Để giữ an toàn cho mật khẩu, chương trình chưa gửi gì tới máy chủ này.</translation>
    </message>
    <message>
        <source>Check the address under “Server”. If it is right, ask your network administrator or the vendor.</source>
        <translation>Xem lại địa chỉ trong mục “Máy chủ”. Nếu địa chỉ đúng, hãy hỏi quản trị mạng hoặc nhà cung cấp.</translation>
    </message>
    <message>
        <source>The date on this computer prevents a safe connection</source>
        <translation>Ngày giờ trên máy làm kết nối an toàn bị từ chối</translation>
    </message>
    <message>
        <source>The server&apos;s certificate does not fit the date or time of this computer.</source>
        <translation>Chứng thư của máy chủ không khớp với ngày giờ của máy này.</translation>
    </message>
    <message>
        <source>Set the date and time of this computer right, then try again.</source>
        <translation>Chỉnh lại ngày giờ của máy cho đúng rồi thử lại.</translation>
    </message>
    <message>
        <source>The address must begin with https://</source>
        <translation>Địa chỉ phải bắt đầu bằng https://</translation>
    </message>
    <message>
        <source>Without encryption others on the network could read the password, so nothing was sent.</source>
        <translation>Không mã hóa thì người khác trên mạng có thể đọc được mật khẩu, nên chương trình chưa gửi gì.</translation>
    </message>
    <message>
        <source>Enter the address again with https://.</source>
        <translation>Nhập lại địa chỉ với https://.</translation>
    </message>
    <message>
        <source>The server&apos;s answer is too large</source>
        <translation>Trả lời của máy chủ quá lớn</translation>
    </message>
    <message>
        <source>The answer was larger than it may be and was not read.</source>
        <translation>Trả lời vượt quá dung lượng cho phép nên không được đọc.</translation>
    </message>
    <message>
        <source>Try again; if it happens again, call the vendor.</source>
        <translation>Thử lại; nếu vẫn vậy, hãy gọi nhà cung cấp.</translation>
    </message>
    <message>
        <source>The server&apos;s answer was not understood</source>
        <translation>Không hiểu trả lời của máy chủ</translation>
    </message>
    <message>
        <source>Something else than the licence service may have answered, for example a network&apos;s login page.</source>
        <translation>Có thể nơi trả lời không phải dịch vụ giấy phép, ví dụ trang đăng nhập của mạng Wi-Fi.</translation>
    </message>
    <message>
        <source>Open a web page to see whether the network asks for a login, check the address under “Server”, then try again.</source>
        <translation>Mở thử một trang web xem mạng có đòi đăng nhập không, xem lại địa chỉ trong mục “Máy chủ”, rồi thử lại.</translation>
    </message>
    <message>
        <source>The server does not answer now</source>
        <translation>Máy chủ chưa trả lời</translation>
    </message>
    <message>
        <source>The server is busy or cannot be reached at the moment. Nothing that was entered is lost.</source>
        <translation>Máy chủ đang bận hoặc chưa kết nối được. Nội dung đã nhập không mất.</translation>
    </message>
    <message>
        <source>Try again in a few minutes.</source>
        <translation>Thử lại sau ít phút.</translation>
    </message>
    <message>
        <source>The server met an error</source>
        <translation>Máy chủ gặp lỗi</translation>
    </message>
    <message>
        <source>The fault is on the vendor&apos;s side. Nothing that was entered is lost.</source>
        <translation>Lỗi ở phía nhà cung cấp. Những gì đã nhập vẫn còn nguyên.</translation>
    </message>
    <message>
        <source>Try again in a few minutes; if it happens again, call the vendor and give the request id under “Details”.</source>
        <translation>Thử lại sau ít phút; nếu vẫn vậy, gọi nhà cung cấp và đọc mã yêu cầu trong phần “Chi tiết”.</translation>
    </message>
    <message>
        <source>Unit code, user name or password is not right</source>
        <translation>Mã đơn vị, tên đăng nhập hoặc mật khẩu chưa đúng</translation>
    </message>
    <message>
        <source>Check whether Caps Lock or the Vietnamese keyboard is on.</source>
        <translation>Xem lại phím Caps Lock và bộ gõ tiếng Việt có đang bật không.</translation>
    </message>
    <message>
        <source>Enter the password again.</source>
        <translation>Nhập lại mật khẩu.</translation>
    </message>
    <message>
        <source>The account is locked for {minutes} minutes</source>
        <translation>Tài khoản tạm khóa trong {minutes} phút</translation>
    </message>
    <message>
        <source>The password was wrong too many times.</source>
        <translation>Mật khẩu đã nhập sai nhiều lần.</translation>
    </message>
    <message>
        <source>Try again after {minutes} minutes, or ask the vendor to unlock the account.</source>
        <translation>Thử lại sau {minutes} phút, hoặc nhờ nhà cung cấp mở khóa.</translation>
    </message>
    <message>
        <source>Too many attempts in a short time</source>
        <translation>Thử quá nhiều lần trong thời gian ngắn</translation>
    </message>
    <message>
        <source>The server asks to wait {minutes} minutes.</source>
        <translation>Máy chủ đề nghị chờ {minutes} phút.</translation>
    </message>
    <message>
        <source>Try again after {minutes} minutes.</source>
        <translation>Thử lại sau {minutes} phút.</translation>
    </message>
    <message>
        <source>The session has ended</source>
        <translation>Phiên làm việc đã hết hạn</translation>
    </message>
    <message>
        <source>Please log in again. Nothing that was entered is lost.</source>
        <translation>Vui lòng đăng nhập lại. Những gì đã nhập vẫn còn nguyên.</translation>
    </message>
    <message>
        <source>Press Update resources to log in again.</source>
        <translation>Nhấn Cập nhật tài nguyên để đăng nhập lại.</translation>
    </message>
    <message>
        <source>This account may not do this</source>
        <translation>Tài khoản này không có quyền thực hiện</translation>
    </message>
    <message>
        <source>Only a user with the role Data administrator may register a renewal.</source>
        <translation>Chỉ người dùng có vai trò Quản trị dữ liệu được đăng ký gia hạn.</translation>
    </message>
    <message>
        <source>Ask the person in charge at your unit.</source>
        <translation>Hãy nhờ người phụ trách của đơn vị.</translation>
    </message>
    <message>
        <source>The unit has no licence yet</source>
        <translation>Đơn vị chưa có giấy phép</translation>
    </message>
    <message>
        <source>The vendor has not issued a licence for this unit.</source>
        <translation>Nhà cung cấp chưa cấp giấy phép cho đơn vị này.</translation>
    </message>
    <message>
        <source>Register a renewal, or update the resources if the vendor has just issued one.</source>
        <translation>Đăng ký gia hạn, hoặc nhấn Cập nhật tài nguyên nếu vừa được cấp.</translation>
    </message>
    <message>
        <source>The licence file is damaged</source>
        <translation>Tệp giấy phép bị hỏng</translation>
    </message>
    <message>
        <source>The file on this computer cannot be read or was changed. The unit&apos;s rights at the vendor are unaffected.</source>
        <translation>Tệp trên máy này không đọc được hoặc đã bị thay đổi. Quyền sử dụng của đơn vị tại nhà cung cấp không bị ảnh hưởng.</translation>
    </message>
    <message>
        <source>Update the resources to fetch the licence again.</source>
        <translation>Nhấn Cập nhật tài nguyên để tải lại giấy phép.</translation>
    </message>
    <message>
        <source>The licence&apos;s signature is not right</source>
        <translation>Chữ ký của giấy phép không đúng</translation>
    </message>
    <message>
        <source>The licence was changed after the vendor signed it, so it is not used.</source>
        <translation>Giấy phép đã bị thay đổi sau khi nhà cung cấp ký nên không được dùng.</translation>
    </message>
    <message>
        <source>The licence is signed with an unknown key</source>
        <translation>Giấy phép ký bằng khóa chưa được biết</translation>
    </message>
    <message>
        <source>This program does not know the key, so it cannot tell whether the licence is genuine.</source>
        <translation>Chương trình không biết khóa này nên không xác định được giấy phép có thật hay không.</translation>
    </message>
    <message>
        <source>Check the address under “Server”; if it is right, a newer version of the program may be needed: call the vendor.</source>
        <translation>Xem lại địa chỉ trong mục “Máy chủ”; nếu đúng, có thể cần phiên bản chương trình mới hơn: hãy gọi nhà cung cấp.</translation>
    </message>
    <message>
        <source>The key of this licence has been withdrawn</source>
        <translation>Khóa ký giấy phép này đã bị thu hồi</translation>
    </message>
    <message>
        <source>The vendor no longer uses the key that signed this licence.</source>
        <translation>Nhà cung cấp không còn dùng khóa đã ký giấy phép này.</translation>
    </message>
    <message>
        <source>Update the resources to get a newly signed licence.</source>
        <translation>Nhấn Cập nhật tài nguyên để nhận giấy phép được ký lại.</translation>
    </message>
    <message>
        <source>This licence belongs to another unit</source>
        <translation>Giấy phép này của đơn vị khác</translation>
    </message>
    <message>
        <source>It is genuine, but not for the unit that is logged in.</source>
        <translation>Giấy phép là thật nhưng không phải của đơn vị đang đăng nhập.</translation>
    </message>
    <message>
        <source>Log in with the account of that unit, or update the resources.</source>
        <translation>Đăng nhập bằng tài khoản của đơn vị đó, hoặc nhấn Cập nhật tài nguyên.</translation>
    </message>
    <message>
        <source>This licence is for another product</source>
        <translation>Giấy phép này của sản phẩm khác</translation>
    </message>
    <message>
        <source>It is genuine, but not for this software.</source>
        <translation>Giấy phép là thật nhưng không dành cho phần mềm này.</translation>
    </message>
    <message>
        <source>Update the resources; if the message stays, call the vendor.</source>
        <translation>Nhấn Cập nhật tài nguyên; nếu vẫn vậy, hãy gọi nhà cung cấp.</translation>
    </message>
    <message>
        <source>This is not a licence file</source>
        <translation>Đây không phải tệp giấy phép</translation>
    </message>
    <message>
        <source>The file is of another kind.</source>
        <translation>Tệp thuộc loại khác.</translation>
    </message>
    <message>
        <source>Choose the licence file that the vendor sent, or update the resources.</source>
        <translation>Chọn đúng tệp giấy phép do nhà cung cấp gửi, hoặc nhấn Cập nhật tài nguyên.</translation>
    </message>
    <message>
        <source>This licence is older than the one in use</source>
        <translation>Giấy phép này cũ hơn giấy phép đang dùng</translation>
    </message>
    <message>
        <source>The newer licence stays in use.</source>
        <translation>Giấy phép mới hơn vẫn được giữ để dùng.</translation>
    </message>
    <message>
        <source>Nothing needs to be done; if a change is missing, call the vendor.</source>
        <translation>Không cần làm gì; nếu thấy thiếu thay đổi, hãy gọi nhà cung cấp.</translation>
    </message>
    <message>
        <source>The licence from the server carries a wrong date</source>
        <translation>Giấy phép từ máy chủ ghi sai ngày</translation>
    </message>
    <message>
        <source>It was issued after the server&apos;s own time, so it is not used; the one held stays in use.</source>
        <translation>Ngày phát hành sau giờ của chính máy chủ nên tệp này không được dùng; giấy phép đang có vẫn dùng tiếp.</translation>
    </message>
    <message>
        <source>Try again in a few minutes; if it stays like this, call the vendor.</source>
        <translation>Hãy thử lại sau ít phút; nếu vẫn vậy, hãy gọi nhà cung cấp.</translation>
    </message>
    <message>
        <source>Order {order_no} is still open</source>
        <translation>Đơn {order_no} đang được xử lý</translation>
    </message>
    <message>
        <source>A unit has one open order at a time.</source>
        <translation>Mỗi đơn vị chỉ có một đơn đang mở.</translation>
    </message>
    <message>
        <source>See the order in the registration history.</source>
        <translation>Xem đơn trong Lịch sử đăng ký gia hạn.</translation>
    </message>
    <message>
        <source>This was not found</source>
        <translation>Không tìm thấy</translation>
    </message>
    <message>
        <source>The vendor&apos;s server no longer has it, or it never had it.</source>
        <translation>Máy chủ của nhà cung cấp không có mục này hoặc không còn giữ.</translation>
    </message>
    <message>
        <source>Update the list and try again.</source>
        <translation>Cập nhật danh sách rồi thử lại.</translation>
    </message>
    <message>
        <source>The form has something to correct</source>
        <translation>Phiếu còn mục cần sửa</translation>
    </message>
    <message>
        <source>The vendor&apos;s server named fields that are not right. What was entered is kept.</source>
        <translation>Máy chủ báo có mục chưa đúng. Những gì đã nhập vẫn còn nguyên.</translation>
    </message>
    <message>
        <source>Correct the marked fields, then send again.</source>
        <translation>Sửa các mục được đánh dấu rồi gửi lại.</translation>
    </message>
    <message>
        <source>The form has changed since the slip was made</source>
        <translation>Thông tin đã thay đổi sau khi lập phiếu</translation>
    </message>
    <message>
        <source>The slip no longer fits the form on the server, so it was not accepted.</source>
        <translation>Phiếu không còn khớp với thông tin trên máy chủ nên chưa được nhận.</translation>
    </message>
    <message>
        <source>Go back to step 1, check the form, then make the slip again.</source>
        <translation>Quay lại bước 1, kiểm tra thông tin rồi lập lại phiếu.</translation>
    </message>
    <message>
        <source>The draft was changed elsewhere</source>
        <translation>Bản nháp đã được sửa ở nơi khác</translation>
    </message>
    <message>
        <source>Somebody else in the unit has saved this draft in the meantime. What was typed here is kept on this computer.</source>
        <translation>Người khác trong đơn vị vừa lưu bản nháp này. Nội dung nhập tại đây vẫn được giữ trên máy.</translation>
    </message>
    <message>
        <source>Open the registration again and compare.</source>
        <translation>Mở lại phiếu đăng ký và đối chiếu.</translation>
    </message>
    <message>
        <source>The price offer has run out</source>
        <translation>Báo giá đã hết hiệu lực</translation>
    </message>
    <message>
        <source>Price and dates must be fetched anew. What was entered is kept.</source>
        <translation>Cần lấy lại giá và các mốc ngày. Những gì đã nhập vẫn còn nguyên.</translation>
    </message>
    <message>
        <source>Open the registration again to get the current price.</source>
        <translation>Mở lại phiếu đăng ký để nhận giá hiện hành.</translation>
    </message>
    <message>
        <source>The payment day is no longer possible</source>
        <translation>Hạn thanh toán không còn phù hợp</translation>
    </message>
    <message>
        <source>The chosen payment day is already over.</source>
        <translation>Ngày hạn thanh toán đã chọn đã qua.</translation>
    </message>
    <message>
        <source>Choose a later payment day in step 1.</source>
        <translation>Chọn hạn thanh toán muộn hơn ở bước 1.</translation>
    </message>
    <message>
        <source>The slip was not accepted</source>
        <translation>Phiếu chưa được nhận</translation>
    </message>
    <message>
        <source>{reason}</source>
        <translation>{reason}</translation>
    </message>
    <message>
        <source>Go back to step 1, check the form, then make and sign the slip again.</source>
        <translation>Quay lại bước 1, kiểm tra thông tin rồi lập và ký lại phiếu.</translation>
    </message>
    <message>
        <source>This submission was already used for another content</source>
        <translation>Lần gửi này đã dùng cho nội dung khác</translation>
    </message>
    <message>
        <source>The server refused it, so that nothing is kept twice.</source>
        <translation>Máy chủ từ chối để không ghi nhận hai lần.</translation>
    </message>
    <message>
        <source>Open the registration history to see what arrived, then send again if needed.</source>
        <translation>Mở Lịch sử đăng ký gia hạn xem nội dung nào đã đến, rồi gửi lại nếu cần.</translation>
    </message>
    <message>
        <source>The vendor is still working on what was sent</source>
        <translation>Nhà cung cấp đang xử lý nội dung đã gửi</translation>
    </message>
    <message>
        <source>Nothing will be kept twice.</source>
        <translation>Nội dung đã gửi sẽ không bị ghi nhận hai lần.</translation>
    </message>
    <message>
        <source>A registration is not possible now</source>
        <translation>Chưa thể đăng ký lúc này</translation>
    </message>
    <message>
        <source>The vendor does not take a registration for this unit at the moment.</source>
        <translation>Hiện nhà cung cấp chưa nhận đăng ký của đơn vị.</translation>
    </message>
    <message>
        <source>Call the vendor, then update the resources.</source>
        <translation>Gọi nhà cung cấp, sau đó nhấn Cập nhật tài nguyên.</translation>
    </message>
    <message>
        <source>No scan is needed for this order any more</source>
        <translation>Đơn này không cần bản quét nữa</translation>
    </message>
    <message>
        <source>The vendor does not wait for its paper slip.</source>
        <translation>Nhà cung cấp không chờ phiếu giấy của đơn này.</translation>
    </message>
    <message>
        <source>Only JPEG and PNG pictures and PDFs are taken. What a file is, its content says, not its name.</source>
        <translation>Chỉ nhận ảnh JPEG, PNG hoặc tệp PDF. Chương trình xem nội dung tệp, không xem tên tệp.</translation>
    </message>
    <message>
        <source>A file may have up to {pages} pages.</source>
        <translation>Mỗi tệp có nhiều nhất {pages} trang.</translation>
    </message>
    <message>
        <source>Save only the pages that are needed and choose that file.</source>
        <translation>Chỉ lưu các trang cần gửi rồi chọn tệp đó.</translation>
    </message>
    <message>
        <source>Look at the order in the history to see where it stands.</source>
        <translation>Xem đơn trong Lịch sử đăng ký gia hạn để biết đơn đang ở bước nào.</translation>
    </message>
    <message>
        <source>The proxy&apos;s address is not right</source>
        <translation>Địa chỉ proxy chưa đúng</translation>
    </message>
    <message>
        <source>It has a host and a port, for example proxy.example.vn:8080.</source>
        <translation>Địa chỉ gồm tên máy và cổng, ví dụ proxy.example.vn:8080.</translation>
    </message>
    <message>
        <source>Enter name and password in their own fields, not in the address.</source>
        <translation>Nhập tên và mật khẩu vào ô riêng, không ghi trong địa chỉ.</translation>
    </message>
    <message>
        <source>The proxy does not answer</source>
        <translation>Proxy không trả lời</translation>
    </message>
    <message>
        <source>This computer goes out through a proxy that cannot be reached now. Nothing that was entered is lost.</source>
        <translation>Máy này ra mạng qua một proxy hiện không kết nối được. Nội dung đã nhập không mất.</translation>
    </message>
    <message>
        <source>Check the proxy in the settings, or ask your network administrator.</source>
        <translation>Kiểm tra proxy trong Cài đặt, hoặc hỏi người quản trị mạng.</translation>
    </message>
    <message>
        <source>The proxy asks for a name and a password</source>
        <translation>Proxy yêu cầu tên và mật khẩu</translation>
    </message>
    <message>
        <source>It has none from this program, or does not take them. Nothing that was entered is lost.</source>
        <translation>Chương trình chưa có tên và mật khẩu, hoặc proxy không chấp nhận. Nội dung đã nhập không mất.</translation>
    </message>
    <message>
        <source>Enter the proxy&apos;s name and password in the settings; your network administrator knows them.</source>
        <translation>Nhập tên và mật khẩu proxy trong Cài đặt; người quản trị mạng có thông tin này.</translation>
    </message>
    <message>
        <source>This cannot be done with the order now</source>
        <translation>Hiện chưa làm được việc này với đơn</translation>
    </message>
    <message>
        <source>This is another slip</source>
        <translation>Đây là phiếu khác</translation>
    </message>
    <message>
        <source>The code on the paper is not that of this order. Nothing was kept.</source>
        <translation>Mã trên giấy không phải của đơn này. Chưa có gì được lưu.</translation>
    </message>
    <message>
        <source>Take that file out and choose the scan of this order&apos;s slip.</source>
        <translation>Bỏ tệp đó ra rồi chọn bản quét phiếu của đơn này.</translation>
    </message>
    <message>
        <source>The file is too large</source>
        <translation>Tệp quá lớn</translation>
    </message>
    <message>
        <source>A file may have up to 10 MB, all together up to 20 MB.</source>
        <translation>Mỗi tệp tối đa 10 MB, tất cả tối đa 20 MB.</translation>
    </message>
    <message>
        <source>Scan in black and white or at 200 dpi, or photograph the page.</source>
        <translation>Quét đen trắng hoặc ở 200 dpi, hoặc chụp ảnh trang giấy.</translation>
    </message>
    <message>
        <source>This kind of file is not taken</source>
        <translation>Không nhận loại tệp này</translation>
    </message>
    <message>
        <source>Save it as one of these and choose it again.</source>
        <translation>Lưu tệp thành một trong các loại đó rồi chọn lại.</translation>
    </message>
    <message>
        <source>The file is empty</source>
        <translation>Tệp trống</translation>
    </message>
    <message>
        <source>There is nothing in it; perhaps it was not copied or scanned to its end.</source>
        <translation>Trong tệp không có gì; có thể tệp chưa được chép hoặc quét xong.</translation>
    </message>
    <message>
        <source>Copy or scan it once more and choose it again.</source>
        <translation>Chép hoặc quét lại rồi chọn lại tệp.</translation>
    </message>
    <message>
        <source>This file has been chosen already</source>
        <translation>Tệp này đã được chọn</translation>
    </message>
    <message>
        <source>The same picture or PDF stands in the list; it is sent once.</source>
        <translation>Ảnh hoặc PDF giống hệt đã có trong danh sách; mỗi tệp chỉ gửi một lần.</translation>
    </message>
    <message>
        <source>Choose another file, or go on with those in the list.</source>
        <translation>Chọn tệp khác, hoặc gửi các tệp đã có trong danh sách.</translation>
    </message>
    <message>
        <source>The file cannot be opened</source>
        <translation>Không mở được tệp</translation>
    </message>
    <message>
        <source>It is damaged or protected by a password, or one of its pages is far too big.</source>
        <translation>Tệp bị hỏng, có đặt mật khẩu, hoặc có trang quá khổ.</translation>
    </message>
    <message>
        <source>Scan or photograph the page again, or save the PDF without a password.</source>
        <translation>Quét hoặc chụp lại trang giấy, hoặc lưu tệp PDF không đặt mật khẩu.</translation>
    </message>
    <message>
        <source>The picture has too many pixels</source>
        <translation>Ảnh có quá nhiều điểm ảnh</translation>
    </message>
    <message>
        <source>A photograph (JPEG) may have up to {megapixels} million pixels, a PNG picture or a page of a PDF fewer.</source>
        <translation>Ảnh chụp (JPEG) có nhiều nhất {megapixels} triệu điểm ảnh; ảnh PNG hoặc trang PDF thì ít hơn.</translation>
    </message>
    <message>
        <source>Photograph the page in ordinary quality, or scan it at 200 to 300 dpi.</source>
        <translation>Chụp lại ở chất lượng thường, hoặc quét ở độ phân giải 200–300 dpi.</translation>
    </message>
    <message>
        <source>The PDF has too many pages</source>
        <translation>Tệp PDF có quá nhiều trang</translation>
    </message>
    <message>
        <source>Data recovery cannot be asked for now</source>
        <translation>Hiện chưa gửi được yêu cầu khôi phục dữ liệu</translation>
    </message>
    <message>
        <source>The vendor takes requests once a subscription has been cut; at this unit that is not the case now.</source>
        <translation>Nhà cung cấp nhận yêu cầu khi thuê bao đã bị cắt; thuê bao của đơn vị hiện không ở tình trạng đó.</translation>
    </message>
    <message>
        <source>Update the resources to see where the unit stands, or call the vendor.</source>
        <translation>Nhấn Cập nhật tài nguyên để xem tình trạng mới nhất, hoặc gọi nhà cung cấp.</translation>
    </message>
    <message>
        <source>A request for data recovery is open already</source>
        <translation>Đơn vị đã có yêu cầu khôi phục dữ liệu đang chờ</translation>
    </message>
    <message>
        <source>The vendor works on one request of a unit at a time.</source>
        <translation>Nhà cung cấp xử lý từng yêu cầu một của mỗi đơn vị.</translation>
    </message>
    <message>
        <source>Open the request to see where it stands.</source>
        <translation>Mở lại Yêu cầu khôi phục dữ liệu để xem tình trạng.</translation>
    </message>
    <message>
        <source>The folder cannot be written to</source>
        <translation>Không ghi được vào thư mục</translation>
    </message>
    <message>
        <source>{path}</source>
        <translation>{path}</translation>
    </message>
    <message>
        <source>Choose another folder, or ask for the right to write there.</source>
        <translation>Chọn thư mục khác, hoặc xin quyền ghi vào thư mục này.</translation>
    </message>
    <message>
        <source>The file cannot be written</source>
        <translation>Không ghi được tệp</translation>
    </message>
    <message>
        <source>Choose another, shorter name or another folder. If the file is open in another program, close it there first.</source>
        <translation>Hãy chọn tên khác ngắn hơn hoặc thư mục khác. Nếu tệp đang mở trong chương trình khác, hãy đóng tệp ở đó trước.</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>Ổ đĩa đã đầy</translation>
    </message>
    <message>
        <source>There is no space left to save.</source>
        <translation>Không còn chỗ trống để lưu.</translation>
    </message>
    <message>
        <source>Free some space, then try again.</source>
        <translation>Giải phóng bớt dung lượng rồi thử lại.</translation>
    </message>
    <message>
        <source>The data kept on this computer cannot be read</source>
        <translation>Không đọc được dữ liệu lưu trên máy này</translation>
    </message>
    <message>
        <source>Drafts on the vendor&apos;s server are unaffected.</source>
        <translation>Bản nháp trên máy chủ của nhà cung cấp không bị ảnh hưởng.</translation>
    </message>
    <message>
        <source>Log in again; if the message stays, call the vendor.</source>
        <translation>Đăng nhập lại; nếu vẫn vậy, hãy gọi nhà cung cấp.</translation>
    </message>
    <message>
        <source>The program that was used here last is newer</source>
        <translation>Trên máy này đã dùng phiên bản mới hơn</translation>
    </message>
    <message>
        <source>What it has kept on this computer is untouched, and this older version cannot read it.</source>
        <translation>Dữ liệu phiên bản đó đã lưu vẫn nguyên vẹn, nhưng phiên bản cũ này không đọc được.</translation>
    </message>
    <message>
        <source>Install the newest version of the program; drafts and history are there again then.</source>
        <translation>Hãy cài phiên bản mới nhất; bản nháp và lịch sử sẽ có lại đầy đủ.</translation>
    </message>
    <message>
        <source>The asset management software could not be started</source>
        <translation>Không mở được phần mềm quản lý tài sản</translation>
    </message>
    <message>
        <source>The administrator has set its place as {path}.</source>
        <translation>Quản trị viên đặt nơi mở là {path}.</translation>
    </message>
    <message>
        <source>Ask whoever looks after this computer to look at this place.</source>
        <translation>Hãy nhờ người quản trị máy kiểm tra lại nơi này.</translation>
    </message>
    <message>
        <source>The password store of this computer is not available</source>
        <translation>Kho mật khẩu của máy không dùng được</translation>
    </message>
    <message>
        <source>The login could not be remembered; everything else works.</source>
        <translation>Chưa ghi nhớ được đăng nhập; các việc khác vẫn bình thường.</translation>
    </message>
    <message>
        <source>Log in with the password next time.</source>
        <translation>Lần sau đăng nhập lại bằng mật khẩu.</translation>
    </message>
    <message>
        <source>No printer was found</source>
        <translation>Không tìm thấy máy in</translation>
    </message>
    <message>
        <source>The slip itself is complete.</source>
        <translation>Phiếu vẫn đầy đủ.</translation>
    </message>
    <message>
        <source>Save the slip as a PDF and print it elsewhere, or set up a printer.</source>
        <translation>Lưu phiếu thành tệp PDF để in ở máy khác, hoặc cài đặt máy in.</translation>
    </message>
    <message>
        <source>Printing did not succeed</source>
        <translation>In chưa thành công</translation>
    </message>
    <message>
        <source>The printer did not take the pages.</source>
        <translation>Máy in không nhận trang in.</translation>
    </message>
    <message>
        <source>Check the printer, or save the slip as a PDF.</source>
        <translation>Kiểm tra máy in, hoặc lưu phiếu thành tệp PDF.</translation>
    </message>
    <message>
        <source>The file cannot be read</source>
        <translation>Không đọc được tệp</translation>
    </message>
    <message>
        <source>It is missing, in use, or may not be read.</source>
        <translation>Tệp không còn, đang được dùng, hoặc không có quyền đọc.</translation>
    </message>
    <message>
        <source>Choose the file again.</source>
        <translation>Chọn lại tệp.</translation>
    </message>
    <message>
        <source>A font of the program is missing</source>
        <translation>Thiếu phông chữ của chương trình</translation>
    </message>
    <message>
        <source>The installation is not complete.</source>
        <translation>Bản cài đặt không đầy đủ.</translation>
    </message>
    <message>
        <source>Install the program again.</source>
        <translation>Cài đặt lại chương trình.</translation>
    </message>
    <message>
        <source>The certificate&apos;s password is not right</source>
        <translation>Mật khẩu chứng thư chưa đúng</translation>
    </message>
    <message>
        <source>The file is in order; only the password does not fit.</source>
        <translation>Tệp chứng thư bình thường, chỉ có mật khẩu chưa khớp.</translation>
    </message>
    <message>
        <source>This certificate file cannot be used</source>
        <translation>Tệp chứng thư không dùng được</translation>
    </message>
    <message>
        <source>It is damaged or is not a .p12 or .pfx file.</source>
        <translation>Tệp bị hỏng hoặc không phải tệp .p12, .pfx.</translation>
    </message>
    <message>
        <source>Choose another file, or ask the issuer for it again.</source>
        <translation>Chọn tệp khác, hoặc xin lại tệp từ nơi cấp.</translation>
    </message>
    <message>
        <source>The file holds no private key</source>
        <translation>Tệp không có khóa bí mật</translation>
    </message>
    <message>
        <source>It can be shown, but nothing can be signed with it.</source>
        <translation>Tệp chỉ xem được, không ký được.</translation>
    </message>
    <message>
        <source>Choose the file that was issued for signing.</source>
        <translation>Chọn đúng tệp được cấp để ký.</translation>
    </message>
    <message>
        <source>The token holds no private key for this certificate</source>
        <translation>Token không có khóa bí mật của chứng thư này</translation>
    </message>
    <message>
        <source>Only the certificate was copied to it. Nothing was signed.</source>
        <translation>Trên token chỉ có chứng thư, không có khóa để ký. Chưa ký gì cả.</translation>
    </message>
    <message>
        <source>Choose another certificate, or ask its issuer to load the key.</source>
        <translation>Hãy chọn chứng thư khác, hoặc nhờ nơi cấp nạp lại khóa.</translation>
    </message>
    <message>
        <source>The certificate has expired</source>
        <translation>Chứng thư đã hết hạn</translation>
    </message>
    <message>
        <source>A signature with it would not be accepted.</source>
        <translation>Chữ ký bằng chứng thư này sẽ không được chấp nhận.</translation>
    </message>
    <message>
        <source>Renew the certificate at its issuer, choose another one, or send the stamped slip.</source>
        <translation>Gia hạn chứng thư tại nơi cấp, chọn chứng thư khác, hoặc gửi phiếu đóng dấu.</translation>
    </message>
    <message>
        <source>The certificate has been revoked</source>
        <translation>Chứng thư số đã bị thu hồi</translation>
    </message>
    <message>
        <source>Ask its issuer why, choose another one, or send the stamped slip.</source>
        <translation>Hỏi nơi cấp chứng thư số vì sao, chọn chứng thư khác, hoặc gửi phiếu đóng dấu.</translation>
    </message>
    <message>
        <source>The certificate is not valid yet</source>
        <translation>Chứng thư chưa có hiệu lực</translation>
    </message>
    <message>
        <source>Its first day is still to come.</source>
        <translation>Chưa tới ngày bắt đầu hiệu lực.</translation>
    </message>
    <message>
        <source>Check the date of this computer, or choose another certificate.</source>
        <translation>Kiểm tra ngày của máy này, hoặc chọn chứng thư khác.</translation>
    </message>
    <message>
        <source>The certificate is not for signing documents</source>
        <translation>Chứng thư không dùng để ký văn bản</translation>
    </message>
    <message>
        <source>It was issued for another purpose.</source>
        <translation>Chứng thư được cấp cho mục đích khác.</translation>
    </message>
    <message>
        <source>Choose a certificate for digital signatures.</source>
        <translation>Chọn chứng thư chữ ký số.</translation>
    </message>
    <message>
        <source>The certificate was issued with SHA-1</source>
        <translation>Chứng thư được cấp bằng SHA-1</translation>
    </message>
    <message>
        <source>Ask its issuer for a new one, choose another, or send the stamped slip.</source>
        <translation>Đề nghị nơi cấp đổi chứng thư mới, chọn chứng thư khác, hoặc gửi phiếu đóng dấu.</translation>
    </message>
    <message>
        <source>The certificate&apos;s key is too weak</source>
        <translation>Khóa của chứng thư quá yếu</translation>
    </message>
    <message>
        <source>A signature with it would not be safe.</source>
        <translation>Chữ ký bằng khóa này không đủ an toàn.</translation>
    </message>
    <message>
        <source>Ask the issuer for a new certificate, or send the stamped slip.</source>
        <translation>Xin nơi cấp chứng thư mới, hoặc gửi phiếu đóng dấu.</translation>
    </message>
    <message>
        <source>The certificate has another tax code</source>
        <translation>Chứng thư có mã số thuế khác</translation>
    </message>
    <message>
        <source>It belongs to another unit than the one on the form.</source>
        <translation>Chứng thư không phải của đơn vị trên phiếu.</translation>
    </message>
    <message>
        <source>Choose the certificate of your unit, or check the tax code in step 1.</source>
        <translation>Chọn chứng thư của đơn vị, hoặc xem lại mã số thuế ở bước 1.</translation>
    </message>
    <message>
        <source>The PIN is not right</source>
        <translation>Mã PIN không đúng</translation>
    </message>
    <message>
        <source>The token refused it, and counts each wrong one.</source>
        <translation>Token không nhận mã PIN này và đếm mỗi lần nhập sai.</translation>
    </message>
    <message>
        <source>Look whether Caps Lock or Vietnamese typing is on, then enter the PIN once more.</source>
        <translation>Kiểm tra Caps Lock và bộ gõ tiếng Việt, rồi nhập lại mã PIN.</translation>
    </message>
    <message>
        <source>The PIN is too short or too long</source>
        <translation>Mã PIN quá ngắn hoặc quá dài</translation>
    </message>
    <message>
        <source>The token was not asked; no try was used up.</source>
        <translation>Chưa hỏi token; chưa bị tính lần nhập sai.</translation>
    </message>
    <message>
        <source>Enter the whole PIN of this token.</source>
        <translation>Nhập đủ mã PIN của token này.</translation>
    </message>
    <message>
        <source>This is the last try for the PIN</source>
        <translation>Đây là lần thử mã PIN cuối cùng</translation>
    </message>
    <message>
        <source>One more wrong PIN locks the token. It was not asked yet.</source>
        <translation>Sai một lần nữa token sẽ bị khóa. Token chưa bị hỏi.</translation>
    </message>
    <message>
        <source>Confirm below that you are sure, or ask the token&apos;s issuer.</source>
        <translation>Đánh dấu bên dưới nếu bạn chắc chắn, hoặc hỏi nơi cấp token.</translation>
    </message>
    <message>
        <source>The PIN of this token is locked</source>
        <translation>Mã PIN của token này đã bị khóa</translation>
    </message>
    <message>
        <source>Too many wrong PINs have been entered; trying again does not help.</source>
        <translation>Mã PIN đã bị nhập sai quá nhiều lần; thử lại không có tác dụng.</translation>
    </message>
    <message>
        <source>Ask the token&apos;s issuer to unlock it, or send the stamped slip.</source>
        <translation>Liên hệ nơi cấp token để mở khóa, hoặc gửi phiếu đóng dấu.</translation>
    </message>
    <message>
        <source>The PIN of this token must be changed first</source>
        <translation>Phải đổi mã PIN của token trước</translation>
    </message>
    <message>
        <source>The token asks for a new PIN before it signs.</source>
        <translation>Token yêu cầu đổi mã PIN mới trước khi ký.</translation>
    </message>
    <message>
        <source>Change it with the token&apos;s own program, then try again.</source>
        <translation>Đổi mã PIN bằng chương trình của token, rồi thử lại.</translation>
    </message>
    <message>
        <source>The token is no longer there</source>
        <translation>Không còn thấy token</translation>
    </message>
    <message>
        <source>It was pulled out, or lost its contact.</source>
        <translation>Token đã bị rút ra hoặc lỏng tiếp xúc.</translation>
    </message>
    <message>
        <source>Plug it in again; it shows up in the list by itself.</source>
        <translation>Cắm lại token; chứng thư sẽ tự hiện trong danh sách.</translation>
    </message>
    <message>
        <source>Another program is using the token</source>
        <translation>Chương trình khác đang dùng token</translation>
    </message>
    <message>
        <source>Only one program at a time can log in to it.</source>
        <translation>Mỗi lúc chỉ một chương trình đăng nhập được vào token.</translation>
    </message>
    <message>
        <source>Close the other signing program, then try again.</source>
        <translation>Đóng chương trình ký số kia, rồi thử lại.</translation>
    </message>
    <message>
        <source>The token&apos;s driver has a fault</source>
        <translation>Trình điều khiển token bị lỗi</translation>
    </message>
    <message>
        <source>The driver ended, hung or reported an error. Nothing was signed and nothing was sent.</source>
        <translation>Trình điều khiển bị dừng, bị treo hoặc báo lỗi. Chưa ký và chưa gửi gì.</translation>
    </message>
    <message>
        <source>Plug the token in again and try once more; if it stays so, install its driver again.</source>
        <translation>Rút token ra cắm lại rồi thử lại; nếu vẫn vậy, hãy cài lại trình điều khiển.</translation>
    </message>
    <message>
        <source>This is no PDF that can be read</source>
        <translation>Không đọc được tệp PDF này</translation>
    </message>
    <message>
        <source>The file is damaged, locked with a password, or of another kind.</source>
        <translation>Tệp bị hỏng, bị khóa bằng mật khẩu, hoặc không phải PDF.</translation>
    </message>
    <message>
        <source>Choose the signed PDF itself, as it was received.</source>
        <translation>Hãy chọn đúng tệp PDF đã ký như khi nhận được.</translation>
    </message>
    <message>
        <source>The file is larger than 50 MB</source>
        <translation>Tệp lớn hơn 50 MB</translation>
    </message>
    <message>
        <source>Slips have less than one.</source>
        <translation>Phiếu đã ký chưa đến 1 MB.</translation>
    </message>
    <message>
        <source>Choose the signed PDF itself.</source>
        <translation>Hãy chọn đúng tệp PDF đã ký.</translation>
    </message>
    <message>
        <source>No certificate can be read in this folder</source>
        <translation>Không đọc được chứng thư nào trong thư mục này</translation>
    </message>
    <message>
        <source>Certificates of issuers are files with .crt, .cer, .der or .pem.</source>
        <translation>Chứng thư của nơi cấp là các tệp có đuôi .crt, .cer, .der hoặc .pem.</translation>
    </message>
    <message>
        <source>Choose another folder, or leave the line empty.</source>
        <translation>Chọn thư mục khác, hoặc để trống dòng này.</translation>
    </message>
    <message>
        <source>The picture {path} cannot be used</source>
        <translation>Không dùng được ảnh {path}</translation>
    </message>
    <message>
        <source>It is no PNG, is larger than 5 MB, or is no longer there. Nothing was signed.</source>
        <translation>Ảnh không phải PNG, lớn hơn 5 MB, hoặc không còn ở đó. Chưa ký gì cả.</translation>
    </message>
    <message>
        <source>Choose another picture in the signing settings, or leave the line empty.</source>
        <translation>Hãy chọn ảnh khác trong Thiết lập ký, hoặc để trống.</translation>
    </message>
    <message>
        <source>This slip cannot be signed once more with it</source>
        <translation>Không ký thêm được phiếu này bằng chứng thư này</translation>
    </message>
    <message>
        <source>This certificate has signed it already, or two have. Nothing was changed.</source>
        <translation>Chứng thư này đã ký phiếu, hoặc phiếu đã đủ hai chữ ký. Chưa thay đổi gì.</translation>
    </message>
    <message>
        <source>Choose another certificate, or send the slip as it is.</source>
        <translation>Hãy chọn chứng thư khác, hoặc gửi phiếu như hiện có.</translation>
    </message>
    <message>
        <source>This token driver cannot be used</source>
        <translation>Không dùng được trình điều khiển token này</translation>
    </message>
    <message>
        <source>The file is none, is for another kind of computer, or is not there.</source>
        <translation>Tệp không phải trình điều khiển token, dành cho loại máy khác, hoặc không còn ở đó.</translation>
    </message>
    <message>
        <source>Choose the 64-bit PKCS#11 file of the token&apos;s maker.</source>
        <translation>Chọn tệp PKCS#11 bản 64-bit của nhà sản xuất token.</translation>
    </message>
    <message>
        <source>The time-stamp server gave no usable stamp</source>
        <translation>Máy chủ dấu thời gian chưa cấp được dấu</translation>
    </message>
    <message>
        <source>It does not answer, or its answer cannot be trusted. Nothing was signed.</source>
        <translation>Máy chủ không trả lời, hoặc trả lời không tin cậy được. Chưa ký gì.</translation>
    </message>
    <message>
        <source>Try again, or tick below to sign without a time stamp.</source>
        <translation>Thử lại, hoặc đánh dấu bên dưới để ký không có dấu thời gian.</translation>
    </message>
    <message>
        <source>Signing did not succeed</source>
        <translation>Ký chưa thành công</translation>
    </message>
    <message>
        <source>The slip was not signed and nothing was sent.</source>
        <translation>Phiếu chưa được ký và chưa gửi gì đi.</translation>
    </message>
    <message>
        <source>Try again, or send the stamped slip.</source>
        <translation>Thử lại, hoặc gửi phiếu đóng dấu.</translation>
    </message>
    <message>
        <source>Stopped as you asked</source>
        <translation>Đã dừng theo yêu cầu</translation>
    </message>
    <message>
        <source>Nothing that was entered is lost.</source>
        <translation>Những gì đã nhập vẫn còn nguyên.</translation>
    </message>
    <message>
        <source>Something unexpected went wrong</source>
        <translation>Có lỗi ngoài dự kiến</translation>
    </message>
    <message>
        <source>The program met a fault that it does not know.</source>
        <translation>Chương trình gặp một lỗi chưa biết.</translation>
    </message>
    <message>
        <source>Try again; if it happens again, call the vendor and read out what stands under “Details”.</source>
        <translation>Thử lại; nếu vẫn vậy, gọi nhà cung cấp và đọc nội dung trong phần “Chi tiết”.</translation>
    </message>
    <message>
        <source>Unit name</source>
        <translation>Tên đơn vị</translation>
    </message>
    <message>
        <source>Licence number</source>
        <translation>Số giấy phép sử dụng</translation>
    </message>
    <message>
        <source>Tax code</source>
        <translation>Mã số thuế</translation>
    </message>
    <message>
        <source>Budget relation code (MĐVQHNS)</source>
        <translation>Mã đơn vị QHNS</translation>
    </message>
    <message>
        <source>Governing body</source>
        <translation>Đơn vị chủ quản</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Địa chỉ</translation>
    </message>
    <message>
        <source>Province or city</source>
        <translation>Tỉnh, thành phố</translation>
    </message>
    <message>
        <source>Head of the unit</source>
        <translation>Thủ trưởng đơn vị</translation>
    </message>
    <message>
        <source>Title of the head</source>
        <translation>Chức vụ thủ trưởng</translation>
    </message>
    <message>
        <source>Signing authority</source>
        <translation>Thẩm quyền ký</translation>
    </message>
    <message>
        <source>Contact person</source>
        <translation>Người liên hệ</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Điện thoại</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>Email</translation>
    </message>
    <message>
        <source>Copy the licence&apos;s information</source>
        <translation>Sao chép thông tin giấy phép sử dụng</translation>
    </message>
    <message>
        <source>Unit name on the invoice</source>
        <translation>Tên đơn vị trên hóa đơn</translation>
    </message>
    <message>
        <source>Tax code on the invoice</source>
        <translation>Mã số thuế trên hóa đơn</translation>
    </message>
    <message>
        <source>Budget relation code on the invoice</source>
        <translation>Mã đơn vị QHNS trên hóa đơn</translation>
    </message>
    <message>
        <source>Address on the invoice</source>
        <translation>Địa chỉ trên hóa đơn</translation>
    </message>
    <message>
        <source>Buyer&apos;s full name</source>
        <translation>Họ tên người mua hàng</translation>
    </message>
    <message>
        <source>Email for the invoice</source>
        <translation>Email nhận hóa đơn</translation>
    </message>
    <message>
        <source>Phone for the invoice</source>
        <translation>Điện thoại nhận hóa đơn</translation>
    </message>
    <message>
        <source>Way of payment</source>
        <translation>Hình thức thanh toán</translation>
    </message>
    <message>
        <source>Account number</source>
        <translation>Số tài khoản</translation>
    </message>
    <message>
        <source>Bank or State Treasury</source>
        <translation>Mở tại ngân hàng, Kho bạc</translation>
    </message>
    <message>
        <source>Invoice day</source>
        <translation>Nhận hóa đơn vào ngày</translation>
    </message>
    <message>
        <source>Years to renew</source>
        <translation>Số năm gia hạn</translation>
    </message>
    <message>
        <source>Additional users</source>
        <translation>Số người dùng thêm</translation>
    </message>
    <message>
        <source>Payment day</source>
        <translation>Hạn thanh toán</translation>
    </message>
    <message>
        <source>Data needed, of which years</source>
        <translation>Dữ liệu và năm cần khôi phục</translation>
    </message>
    <message>
        <source>I agree to the commitment to pay on time</source>
        <translation>Tôi đồng ý cam kết thanh toán đúng hạn</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Hợp lệ</translation>
    </message>
    <message>
        <source>Not valid</source>
        <translation>Không hợp lệ</translation>
    </message>
    <message>
        <source>Cannot be determined</source>
        <translation>Không xác định được</translation>
    </message>
    <message>
        <source>The file has no electronic signature.</source>
        <translation>Tệp chưa có chữ ký điện tử.</translation>
    </message>
    <message>
        <source>The content was changed after signing. Ask the sender for the original file.</source>
        <translation>Nội dung đã bị thay đổi sau khi ký. Hãy xin lại tệp gốc từ người gửi.</translation>
    </message>
    <message>
        <source>The signature does not cover the whole file. Ask the sender for the original file.</source>
        <translation>Chữ ký không bao trùm toàn bộ tệp. Hãy xin lại tệp gốc từ người gửi.</translation>
    </message>
    <message>
        <source>The certificate was not valid at the time of signing.</source>
        <translation>Chứng thư số không có hiệu lực lúc ký.</translation>
    </message>
    <message>
        <source>The certificate was not issued for signing documents.</source>
        <translation>Chứng thư số không được cấp để ký tài liệu.</translation>
    </message>
    <message>
        <source>The certificate was issued with SHA-1.</source>
        <translation>Chứng thư được cấp bằng SHA-1, nay không còn giá trị.</translation>
    </message>
    <message>
        <source>The certificate&apos;s key is too weak.</source>
        <translation>Khóa của chứng thư số quá yếu.</translation>
    </message>
    <message>
        <source>This computer does not know who issued the certificate: nobody vouches for the signer&apos;s name.</source>
        <translation>Máy này chưa biết nơi cấp chứng thư số: chưa có ai bảo đảm cho tên người ký.</translation>
    </message>
    <message>
        <source>The certificate had been revoked.</source>
        <translation>Chứng thư số đã bị thu hồi.</translation>
    </message>
    <message>
        <source>The time stamp does not belong to this signature.</source>
        <translation>Dấu thời gian không thuộc về chữ ký này.</translation>
    </message>
    <message>
        <source>This computer does not know who made the time stamp.</source>
        <translation>Máy này chưa biết nơi cấp dấu thời gian.</translation>
    </message>
    <message>
        <source>A signature cannot be read.</source>
        <translation>Có chữ ký không đọc được.</translation>
    </message>
    <message>
        <source>The file carries no registration: it is no slip of this program.</source>
        <translation>Tệp không mang nội dung đăng ký: đây không phải phiếu của chương trình này.</translation>
    </message>
    <message>
        <source>The registration in the slip is damaged.</source>
        <translation>Nội dung đăng ký trong phiếu bị hỏng.</translation>
    </message>
    <message>
        <source>not revoked when it signed (from what is in the file)</source>
        <translation>chưa bị thu hồi lúc ký (theo dữ liệu trong tệp)</translation>
    </message>
    <message>
        <source>revoked</source>
        <translation>đã bị thu hồi</translation>
    </message>
    <message>
        <source>not determined (nothing in the file tells)</source>
        <translation>không xác định (trong tệp không có dữ liệu)</translation>
    </message>
    <message>
        <source>Not signed</source>
        <translation>Chưa ký</translation>
    </message>
    <message>
        <source>Result: {0}</source>
        <translation>Kết quả: {0}</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Tệp</translation>
    </message>
    <message>
        <source>Checked at</source>
        <translation>Kiểm tra lúc</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>Signature {0}: {1}</source>
        <translation>Chữ ký {0}: {1}</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>có</translation>
    </message>
    <message>
        <source>no</source>
        <translation>không</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>không ghi</translation>
    </message>
    <message>
        <source>recognised</source>
        <translation>được công nhận</translation>
    </message>
    <message>
        <source>not known here</source>
        <translation>máy này chưa biết</translation>
    </message>
    <message>
        <source>Signer</source>
        <translation>Người ký</translation>
    </message>
    <message>
        <source>Issuer</source>
        <translation>Nơi cấp</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>Số sê-ri</translation>
    </message>
    <message>
        <source>Certificate valid</source>
        <translation>Hiệu lực chứng thư</translation>
    </message>
    <message>
        <source>Signed at</source>
        <translation>Ký lúc</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Mức chữ ký</translation>
    </message>
    <message>
        <source>Revocation</source>
        <translation>Thu hồi</translation>
    </message>
    <message>
        <source>Content unchanged</source>
        <translation>Nội dung nguyên vẹn</translation>
    </message>
    <message>
        <source>Covers the whole file</source>
        <translation>Bao trùm toàn bộ tệp</translation>
    </message>
    <message>
        <source>by a time stamp</source>
        <translation>theo dấu thời gian</translation>
    </message>
    <message>
        <source>by the signer&apos;s computer</source>
        <translation>theo máy của người ký</translation>
    </message>
    <message>
        <source>Registration in the file</source>
        <translation>Đăng ký trong tệp</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Đơn hàng</translation>
    </message>
    <message>
        <source>Unit code</source>
        <translation>Mã đơn vị</translation>
    </message>
    <message>
        <source>Digest (SHA-256)</source>
        <translation>Mã băm (SHA-256)</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>(để trống)</translation>
    </message>
    <message>
        <source>amount {0} → {1}</source>
        <translation>thành tiền {0} → {1}</translation>
    </message>
    <message>
        <source>{0}: unit price {1} → {2}</source>
        <translation>{0}: đơn giá {1} → {2}</translation>
    </message>
    <message>
        <source>new: {0}, {1}</source>
        <translation>thêm {0}, {1}</translation>
    </message>
    <message>
        <source>new term {0} → {1}</source>
        <translation>thời hạn mới {0} → {1}</translation>
    </message>
    <message>
        <source>receiving account {0} → {1}</source>
        <translation>tài khoản nhận tiền {0} → {1}</translation>
    </message>
    <message>
        <source>Not filled in: {name}</source>
        <translation>Chưa nhập {name}</translation>
    </message>
    <message>
        <source>{label}: at most {limit} characters, now {length}</source>
        <translation>{label} tối đa {limit} ký tự; hiện có {length}</translation>
    </message>
    <message>
        <source>{label}: 10 digits, 10 digits with a 3-digit suffix, or 12 digits; now {digits}</source>
        <translation>{label} gồm 10 số, 10 số kèm đuôi 3 số, hoặc 12 số; hiện có {digits} số</translation>
    </message>
    <message>
        <source>{label}: the check digit does not fit; please look again</source>
        <translation>{label}: số kiểm tra chưa khớp, vui lòng xem lại. Vẫn có thể tiếp tục nếu đã đúng</translation>
    </message>
    <message>
        <source>{label}: exactly 7 digits</source>
        <translation>{label} gồm đúng 7 số</translation>
    </message>
    <message>
        <source>Payment day: {day} at the earliest</source>
        <translation>Hạn thanh toán sớm nhất là ngày {day}</translation>
    </message>
    <message>
        <source>Payment day: {day} at the latest</source>
        <translation>Hạn thanh toán chậm nhất là ngày {day}</translation>
    </message>
    <message>
        <source>Invoice day: {day} at the earliest</source>
        <translation>Ngày nhận hóa đơn sớm nhất là {day}</translation>
    </message>
    <message>
        <source>Invoice day: {day} at the latest</source>
        <translation>Ngày nhận hóa đơn chậm nhất là {day}</translation>
    </message>
    <message>
        <source>Enter the tax code or the budget relation code</source>
        <translation>Nhập mã số thuế hoặc mã đơn vị QHNS</translation>
    </message>
    <message>
        <source>{label}: not a Vietnamese number, for example 0912 345 678</source>
        <translation>{label} chưa đúng số ở Việt Nam, ví dụ 0912 345 678</translation>
    </message>
    <message>
        <source>{label}: not an address, for example ketoan@donvi.vn</source>
        <translation>{label} chưa đúng dạng, ví dụ ketoan@donvi.vn</translation>
    </message>
    <message>
        <source>Renew for 1 to 5 years</source>
        <translation>Số năm gia hạn từ 1 đến 5</translation>
    </message>
    <message>
        <source>Additional users: 0 to 999</source>
        <translation>Số người dùng thêm từ 0 đến 999</translation>
    </message>
    <message>
        <source>Tick “I agree to the commitment to pay on time” to continue</source>
        <translation>Đánh dấu “Tôi đồng ý cam kết thanh toán đúng hạn” để tiếp tục</translation>
    </message>
    <message>
        <source>The invoice will be made on exactly this day and cannot be cancelled</source>
        <translation>Hóa đơn sẽ được lập đúng ngày này và không hủy được</translation>
    </message>
    <message>
        <source>{label}: “{text}” is not a day; type it like 31/01/2027</source>
        <translation>{label}: “{text}” không phải là một ngày; nhập như 31/01/2027</translation>
    </message>
    <message>
        <source>{label}: {message}</source>
        <translation>{label}: {message}</translation>
    </message>
    <message>
        <source>{label}: this value is not accepted</source>
        <translation>{label}: giá trị này chưa được chấp nhận</translation>
    </message>
    <message>
        <source>{label}: “{text}” – months run from 01 to 12; type the day first, like 31/01/2027</source>
        <translation>{label}: “{text}” – tháng từ 01 đến 12; gõ ngày trước, tháng sau, như 31/01/2027</translation>
    </message>
    <message>
        <source>{label}: “{text}” – the days of {month} run from 01 to {last}</source>
        <translation>{label}: “{text}” – tháng {month} có các ngày từ 01 đến {last}</translation>
    </message>
    <message>
        <source>{label}: “{text}” – {year} is a Buddhist year; type the common one, like 2027</source>
        <translation>{label}: “{text}” – {year} là năm Phật lịch; gõ năm dương lịch, như 2027</translation>
    </message>
    <message>
        <source>{label}: “{text}” – please look at the year again; type it like 2027</source>
        <translation>{label}: “{text}” – vui lòng xem lại năm; gõ như 2027</translation>
    </message>
    <message>
        <source>Signs as the head</source>
        <translation>Không (thủ trưởng ký)</translation>
    </message>
    <message>
        <source>KT. (signs in the head&apos;s stead)</source>
        <translation>KT. (ký thay)</translation>
    </message>
    <message>
        <source>TL. (signs by the head&apos;s order)</source>
        <translation>TL. (thừa lệnh)</translation>
    </message>
    <message>
        <source>TUQ. (signs by the head&apos;s authorisation)</source>
        <translation>TUQ. (thừa ủy quyền)</translation>
    </message>
    <message>
        <source>Bank transfer</source>
        <translation>Chuyển khoản ngân hàng</translation>
    </message>
    <message>
        <source>State Treasury withdrawal</source>
        <translation>Rút dự toán tại Kho bạc</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>Đang sử dụng</translation>
    </message>
    <message>
        <source>Expires soon</source>
        <translation>Sắp hết hạn</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Đã hết hạn</translation>
    </message>
    <message>
        <source>Long expired</source>
        <translation>Quá hạn lâu</translation>
    </message>
    <message>
        <source>Cut off</source>
        <translation>Đã cắt</translation>
    </message>
    <message>
        <source>Provisional</source>
        <translation>Tài nguyên tạm</translation>
    </message>
    <message>
        <source>Payment due soon</source>
        <translation>Sắp đến hạn thanh toán</translation>
    </message>
    <message>
        <source>Waiting for confirmation</source>
        <translation>Chờ xác nhận</translation>
    </message>
    <message>
        <source>Payment overdue</source>
        <translation>Quá hạn cam kết</translation>
    </message>
    <message>
        <source>Renewed</source>
        <translation>Đã gia hạn</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Mới</translation>
    </message>
    <message>
        <source>Register a renewal</source>
        <translation>Đăng ký gia hạn</translation>
    </message>
    <message>
        <source>Update resources</source>
        <translation>Cập nhật tài nguyên</translation>
    </message>
    <message>
        <source>Confirm payment</source>
        <translation>Xác nhận thanh toán</translation>
    </message>
    <message>
        <source>Extend payment</source>
        <translation>Gia hạn thanh toán</translation>
    </message>
    <message>
        <source>Transfer guide</source>
        <translation>Hướng dẫn chuyển khoản</translation>
    </message>
    <message>
        <source>See the order</source>
        <translation>Xem đơn</translation>
    </message>
    <message>
        <source>Request data recovery</source>
        <translation>Yêu cầu khôi phục dữ liệu</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Đang được giữ</translation>
    </message>
    <message>
        <source>Deletion planned</source>
        <translation>Dự kiến xóa</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Đã xóa</translation>
    </message>
    <message>
        <source>Normal use</source>
        <translation>Sử dụng bình thường</translation>
    </message>
    <message>
        <source>Nothing needs to be done</source>
        <translation>Chưa cần làm gì</translation>
    </message>
    <message>
        <source>Time to renew</source>
        <translation>Đến kỳ gia hạn</translation>
    </message>
    <message>
        <source>Use goes on as usual; reminders begin</source>
        <translation>Vẫn sử dụng bình thường; bắt đầu nhắc gia hạn</translation>
    </message>
    <message>
        <source>No more login to the software</source>
        <translation>Không đăng nhập được</translation>
    </message>
    <message>
        <source>A renewal can still be registered</source>
        <translation>Vẫn đăng ký gia hạn được</translation>
    </message>
    <message>
        <source>{overdue} days overdue</source>
        <translation>Quá hạn {overdue} ngày</translation>
    </message>
    <message>
        <source>The vendor announces that the subscription will be cut</source>
        <translation>Nhà cung cấp gửi thông báo chuẩn bị cắt thuê bao</translation>
    </message>
    <message>
        <source>Subscription cut; data may be deleted</source>
        <translation>Cắt thuê bao; dữ liệu có thể bị xóa</translation>
    </message>
    <message>
        <source>To get data back, contact the vendor</source>
        <translation>Muốn lấy lại dữ liệu phải liên hệ nhà cung cấp</translation>
    </message>
    <message>
        <source>Provisional resources</source>
        <translation>Dùng tài nguyên tạm</translation>
    </message>
    <message>
        <source>Usable until the end of the payment day {due}</source>
        <translation>Sử dụng đến hết hạn thanh toán {due}</translation>
    </message>
    <message>
        <source>The payment day is near</source>
        <translation>Sắp đến hạn cam kết thanh toán</translation>
    </message>
    <message>
        <source>Transfer no later than {due}</source>
        <translation>Chuyển khoản chậm nhất ngày {due}</translation>
    </message>
    <message>
        <source>Waiting for the vendor&apos;s confirmation</source>
        <translation>Chờ nhà cung cấp xác nhận</translation>
    </message>
    <message>
        <source>Use goes on as usual</source>
        <translation>Vẫn sử dụng bình thường</translation>
    </message>
    <message>
        <source>The payment commitment is overdue</source>
        <translation>Quá hạn cam kết thanh toán</translation>
    </message>
    <message>
        <source>No login until the vendor has the payment</source>
        <translation>Chưa đăng nhập được cho đến khi nhà cung cấp nhận được thanh toán</translation>
    </message>
    <message>
        <source>Subscription term {term}</source>
        <translation>Thời hạn thuê bao {term}</translation>
    </message>
    <message>
        <source>A change announced by the vendor</source>
        <translation>Thay đổi do nhà cung cấp thông báo</translation>
    </message>
    <message>
        <source>Call {phone} to learn more</source>
        <translation>Gọi {phone} để biết thêm</translation>
    </message>
    <message>
        <source>Data can only be read</source>
        <translation>Chỉ xem được dữ liệu</translation>
    </message>
    <message>
        <source>The subscription term is running.</source>
        <translation>Đơn vị đang trong thời hạn thuê bao.</translation>
    </message>
    <message>
        <source>The last days of the subscription term have begun; reminders are shown in them.</source>
        <translation>Thời hạn thuê bao sắp hết; trong thời gian này phần mềm nhắc gia hạn.</translation>
    </message>
    <message>
        <source>After the last day of use the software stays closed until a renewal is registered.</source>
        <translation>Sau ngày cuối được sử dụng, phần mềm tạm đóng cho đến khi đăng ký gia hạn.</translation>
    </message>
    <message>
        <source>The licence has been expired so long that the vendor prepares to cut the subscription.</source>
        <translation>Giấy phép hết hạn đã lâu, nhà cung cấp chuẩn bị cắt thuê bao.</translation>
    </message>
    <message>
        <source>The time in which an expired subscription is kept is over, so the vendor has cut it.</source>
        <translation>Đã hết thời gian giữ thuê bao quá hạn nên nhà cung cấp đã cắt thuê bao.</translation>
    </message>
    <message>
        <source>A renewal is registered; until the promised payment day the software can be used.</source>
        <translation>Đã đăng ký gia hạn; được sử dụng đến hết hạn cam kết thanh toán.</translation>
    </message>
    <message>
        <source>The promised payment day is near and the vendor has not received the payment yet.</source>
        <translation>Sắp đến hạn cam kết thanh toán và nhà cung cấp chưa nhận được thanh toán.</translation>
    </message>
    <message>
        <source>The vendor is looking at what the unit has sent; use goes on in the meantime.</source>
        <translation>Nhà cung cấp đang xem xét hồ sơ đơn vị đã gửi; trong khi chờ vẫn sử dụng bình thường.</translation>
    </message>
    <message>
        <source>The promised payment day is over and the vendor has not received the payment.</source>
        <translation>Đã qua hạn cam kết thanh toán và nhà cung cấp chưa nhận được thanh toán.</translation>
    </message>
    <message>
        <source>The vendor has confirmed the payment of the renewal.</source>
        <translation>Nhà cung cấp đã xác nhận thanh toán của kỳ gia hạn.</translation>
    </message>
    <message>
        <source>The vendor uses a rule that this version of the program does not know yet.</source>
        <translation>Nhà cung cấp dùng quy định mà phiên bản chương trình này chưa biết.</translation>
    </message>
    <message>
        <source>The vendor has cut the subscription before its time.</source>
        <translation>Nhà cung cấp đã cắt thuê bao trước hạn.</translation>
    </message>
    <message>
        <source>The proof of payment was refused; some days of use remain to send it again.</source>
        <translation>Chứng từ thanh toán bị từ chối; đơn vị còn một số ngày sử dụng để gửi lại.</translation>
    </message>
    <message>
        <source>The extended payment day is over as well and the vendor has not received the payment.</source>
        <translation>Đã qua cả hạn thanh toán gia hạn mà nhà cung cấp chưa nhận được thanh toán.</translation>
    </message>
    <message>
        <source>The subscription had been cut before, and the payment promised since was not received in time.</source>
        <translation>Thuê bao đã bị cắt từ trước và khoản thanh toán cam kết sau đó chưa được nhận đúng hạn.</translation>
    </message>
    <message>
        <source>Full use</source>
        <translation>Sử dụng đầy đủ</translation>
    </message>
    <message>
        <source>Reading only</source>
        <translation>Chỉ đọc</translation>
    </message>
    <message>
        <source>No login to the software</source>
        <translation>Không vào được phần mềm</translation>
    </message>
    <message>
        <source>Last day of the subscription</source>
        <translation>Ngày cuối của thuê bao</translation>
    </message>
    <message>
        <source>Usable until the end of the day</source>
        <translation>Vẫn sử dụng được đến hết ngày</translation>
    </message>
    <message>
        <source>Updated at {0}</source>
        <translation>Cập nhật lúc {0}</translation>
    </message>
    <message>
        <source>Only a user with the role Data administrator can register. Who can renew: {0}.</source>
        <translation>Chỉ người có vai trò Quản trị dữ liệu đăng ký được. Người có thể gia hạn: {0}.</translation>
    </message>
    <message>
        <source>Order {0} is still open, and a unit has one open order at a time. See that order.</source>
        <translation>Đơn {0} còn đang mở, mỗi đơn vị chỉ có một đơn đang mở. Hãy xem đơn đó.</translation>
    </message>
    <message>
        <source>The vendor&apos;s rules allow no registration on this day. Questions? Call {0}.</source>
        <translation>Theo quy định của nhà cung cấp, ngày này chưa đăng ký được. Cần hỏi thêm? Gọi {0}.</translation>
    </message>
    <message>
        <source>From {0} other rules of the vendor hold ({1}): {2}</source>
        <translation>Từ ngày {0} nhà cung cấp áp dụng quy định mới ({1}): {2}</translation>
    </message>
    <message>
        <source>Provisional resources are in use until the end of &lt;b&gt;{0}&lt;/b&gt;.</source>
        <translation>Đang dùng tài nguyên tạm đến hết &lt;b&gt;{0}&lt;/b&gt;.</translation>
    </message>
    <message>
        <source>&amp;Transfer guide</source>
        <translation>&amp;Hướng dẫn chuyển khoản</translation>
    </message>
    <message>
        <source>The renewal succeeded. Subscription term: &lt;b&gt;{0}&lt;/b&gt;.</source>
        <translation>Gia hạn thành công. Thời hạn thuê bao: &lt;b&gt;{0}&lt;/b&gt;.</translation>
    </message>
    <message>
        <source>The licence has expired: data can only be read.</source>
        <translation>Giấy phép đã hết hạn: dữ liệu chỉ xem được, không sửa được.</translation>
    </message>
    <message>
        <source>&amp;Why?</source>
        <translation>&amp;Vì sao?</translation>
    </message>
    <message>
        <source>The software licence expires &lt;b&gt;at the end of today&lt;/b&gt;.</source>
        <translation>Giấy phép sử dụng phần mềm hết hạn &lt;b&gt;vào cuối ngày hôm nay&lt;/b&gt;.</translation>
    </message>
    <message>
        <source>The software licence has &lt;b&gt;{0} days&lt;/b&gt; left and expires at the end of &lt;b&gt;{1}&lt;/b&gt;.</source>
        <translation>Giấy phép sử dụng phần mềm còn &lt;b&gt;{0} ngày&lt;/b&gt;, hết hạn vào cuối ngày &lt;b&gt;{1}&lt;/b&gt;.</translation>
    </message>
    <message>
        <source>Order {0} missed its payment day {1}.</source>
        <translation>Đơn {0} đã lỡ hạn thanh toán {1}.</translation>
    </message>
    <message>
        <source>the vendor has not received the payment.</source>
        <translation>nhà cung cấp chưa nhận được thanh toán.</translation>
    </message>
    <message>
        <source>Order {0} was sent before, but its receipt has not arrived. Asking the server…</source>
        <translation>Đơn {0} đã được gửi trước đó nhưng chưa nhận được biên nhận. Đang hỏi máy chủ…</translation>
    </message>
    <message>
        <source>Order {0} was sent at {1} and has been received. Receipt {2}.</source>
        <translation>Đơn {0} đã gửi lúc {1} và đã được tiếp nhận. Biên nhận {2}.</translation>
    </message>
    <message>
        <source>&amp;See the order</source>
        <translation>Xem &amp;đơn</translation>
    </message>
    <message>
        <source>Order {0} has been sent, but its receipt has not arrived yet. Press Update resources to ask again; it will not be registered twice.</source>
        <translation>Đơn {0} đã gửi nhưng chưa nhận được biên nhận. Nhấn Cập nhật tài nguyên để hỏi lại; đơn sẽ không bị đăng ký hai lần.</translation>
    </message>
    <message>
        <source>Order {0} was not accepted: {1}. {2} The draft is still there; register again to go on.</source>
        <translation>Đơn {0} chưa được tiếp nhận: {1}. {2} Bản nháp vẫn còn; nhấn Đăng ký gia hạn để làm tiếp.</translation>
    </message>
    <message>
        <source>{0}. The login could not be remembered; log in with the password next time.</source>
        <translation>{0}. Chưa ghi nhớ được đăng nhập; lần sau hãy đăng nhập bằng mật khẩu.</translation>
    </message>
    <message>
        <source>Nothing can be kept on this computer: the folder {0} cannot be written to. What you type goes to the vendor&apos;s server only, and a registration cannot be sent from here. Ask for the right to write to that folder, then start the program again.</source>
        <translation>Máy này không lưu được gì: thư mục {0} không cho ghi. Nội dung nhập vào chỉ được lưu trên máy chủ của nhà cung cấp, và chưa gửi được đăng ký từ máy này. Hãy xin quyền ghi vào thư mục đó rồi mở lại chương trình.</translation>
    </message>
    <message>
        <source>Nothing can be kept on this computer: its disk is full. What you type goes to the vendor&apos;s server only, and a registration cannot be sent from here. Free some space, then start the program again.</source>
        <translation>Máy này không lưu được gì: ổ đĩa đã đầy. Nội dung nhập vào chỉ được lưu trên máy chủ của nhà cung cấp, và chưa gửi được đăng ký từ máy này. Hãy giải phóng dung lượng rồi mở lại chương trình.</translation>
    </message>
    <message>
        <source>{0}. By the date {1}; last checked with the server at {2}. &lt;a href=&quot;#&quot;&gt;Check again&lt;/a&gt;</source>
        <translation>{0}. Tính theo ngày {1}; lần cuối kiểm tra với máy chủ lúc {2}. &lt;a href=&quot;#&quot;&gt;Kiểm tra lại&lt;/a&gt;</translation>
    </message>
    <message>
        <source>{0}. By the date of this machine ({1}); last checked with the server at {2}. &lt;a href=&quot;#&quot;&gt;Check again&lt;/a&gt;</source>
        <translation>{0}. Theo ngày trên máy này ({1}); lần cuối kiểm tra với máy chủ lúc {2}. &lt;a href=&quot;#&quot;&gt;Kiểm tra lại&lt;/a&gt;</translation>
    </message>
    <message>
        <source>{0}. By the licence on this machine, last checked with the server at {1}; please connect to the network soon.</source>
        <translation>{0}. Đang dùng giấy phép lưu trên máy này, lần cuối kiểm tra với máy chủ lúc {1}; vui lòng sớm kết nối mạng.</translation>
    </message>
    <message>
        <source>{0}. By the licence on this machine, last checked with the server at {1}.</source>
        <translation>{0}. Đang dùng giấy phép lưu trên máy này, lần cuối kiểm tra với máy chủ lúc {1}.</translation>
    </message>
    <message>
        <source>&lt;b&gt;The date of this computer is wrong&lt;/b&gt;: it shows {0}, the right one is {1}. The program goes by the right date; please set the computer&apos;s date and time.</source>
        <translation>&lt;b&gt;Ngày giờ máy tính đang sai&lt;/b&gt;: máy để ngày {0}, ngày đúng là {1}. Chương trình tính theo ngày đúng; hãy chỉnh lại ngày giờ của máy.</translation>
    </message>
    <message>
        <source>The resources have been updated.</source>
        <translation>Đã cập nhật tài nguyên.</translation>
    </message>
    <message>
        <source>Nothing has changed. If you were just helped, try again in a few minutes or call {0}.</source>
        <translation>Chưa có thay đổi. Nếu vừa được hỗ trợ, thử lại sau ít phút hoặc gọi {0}.</translation>
    </message>
    <message>
        <source>The payment of order {0} has been extended. Use until the end of {1}.</source>
        <translation>Đã gia hạn thanh toán đơn {0}. Sử dụng đến hết {1}.</translation>
    </message>
    <message>
        <source>The vendor did not extend the payment of order {0}. See the reason.</source>
        <translation>Nhà cung cấp chưa duyệt gia hạn thanh toán của đơn {0}. Hãy xem lý do.</translation>
    </message>
    <message>
        <source>Order {0}: the vendor has received a part; {1} is still to be paid.</source>
        <translation>Đơn {0}: nhà cung cấp đã nhận một phần; còn phải thanh toán {1}.</translation>
    </message>
    <message>
        <source>The vendor did not accept the proof of payment of order {0}. See the reason.</source>
        <translation>Nhà cung cấp chưa chấp nhận chứng từ thanh toán của đơn {0}. Hãy xem lý do.</translation>
    </message>
    <message>
        <source>Press &lt;a href=&quot;#&quot;&gt;here&lt;/a&gt; to register a renewal.</source>
        <translation>Nhấn &lt;a href=&quot;#&quot;&gt;Tại đây&lt;/a&gt; để đăng ký gia hạn.</translation>
    </message>
    <message>
        <source>Who can renew: {0}.</source>
        <translation>Người có thể đăng ký gia hạn: {0}.</translation>
    </message>
    <message>
        <source>Transferred already? &lt;a href=&quot;confirm_payment&quot;&gt;Confirm the payment&lt;/a&gt;</source>
        <translation>Đã chuyển tiền? &lt;a href=&quot;confirm_payment&quot;&gt;Xác nhận thanh toán&lt;/a&gt;</translation>
    </message>
    <message>
        <source>More time needed? &lt;a href=&quot;extend_payment&quot;&gt;Extend the payment&lt;/a&gt;</source>
        <translation>Cần thêm thời gian? &lt;a href=&quot;extend_payment&quot;&gt;Gia hạn thanh toán&lt;/a&gt;</translation>
    </message>
    <message>
        <source>Order {0}: today is payment day {1} ({2})</source>
        <translation>Đơn {0}: hôm nay là hạn cam kết thanh toán lần {1} ({2})</translation>
    </message>
    <message>
        <source>Order {0}: &lt;b&gt;{3} days&lt;/b&gt; to payment day {1} ({2})</source>
        <translation>Đơn {0}: còn &lt;b&gt;{3} ngày&lt;/b&gt; đến hạn cam kết thanh toán lần {1} ({2})</translation>
    </message>
    <message>
        <source>The request to extend payment of order {0} has been sent.</source>
        <translation>Đã gửi đề nghị gia hạn thanh toán của đơn {0}.</translation>
    </message>
    <message>
        <source>The proof of payment of order {0} has been sent.</source>
        <translation>Đã gửi chứng từ thanh toán của đơn {0}.</translation>
    </message>
    <message>
        <source>The unit goes on as usual while waiting for confirmation.</source>
        <translation>Đơn vị vẫn sử dụng bình thường trong khi chờ xác nhận.</translation>
    </message>
    <message>
        <source>This certificate has expired. Renew it with its issuer, or choose another.</source>
        <translation>Chứng thư này đã hết hạn. Gia hạn với nơi cấp hoặc chọn chứng thư khác.</translation>
    </message>
    <message>
        <source>Not valid yet</source>
        <translation>Chưa có hiệu lực</translation>
    </message>
    <message>
        <source>This certificate is not valid yet. Check the date of this computer, or choose another.</source>
        <translation>Chứng thư này chưa có hiệu lực. Kiểm tra ngày giờ của máy hoặc chọn chứng thư khác.</translation>
    </message>
    <message>
        <source>Not for signing</source>
        <translation>Không dùng để ký</translation>
    </message>
    <message>
        <source>This certificate was not issued for signing documents. Choose another.</source>
        <translation>Chứng thư này không được cấp để ký văn bản. Chọn chứng thư khác.</translation>
    </message>
    <message>
        <source>Key too weak</source>
        <translation>Khóa yếu</translation>
    </message>
    <message>
        <source>The key of this certificate is too weak. Ask its issuer for a new one.</source>
        <translation>Khóa của chứng thư này quá yếu. Đề nghị nơi cấp đổi chứng thư mới.</translation>
    </message>
    <message>
        <source>SHA-1</source>
        <translation>SHA-1</translation>
    </message>
    <message>
        <source>This certificate was issued with SHA-1, which is no longer valid. Ask its issuer for a new one.</source>
        <translation>Chứng thư này được cấp bằng SHA-1, nay không còn giá trị. Đề nghị nơi cấp đổi chứng thư mới.</translation>
    </message>
    <message>
        <source>PIN locked</source>
        <translation>PIN bị khóa</translation>
    </message>
    <message>
        <source>The PIN of this token is locked. Ask its issuer to unlock it, or choose another.</source>
        <translation>Mã PIN của token này đã bị khóa. Liên hệ nơi cấp để mở khóa, hoặc chọn chứng thư khác.</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Không thấy</translation>
    </message>
    <message>
        <source>This token driver is no longer there. Install it again.</source>
        <translation>Trình điều khiển token này không còn trên máy. Hãy cài lại.</translation>
    </message>
    <message>
        <source>Wrong kind</source>
        <translation>Sai loại máy</translation>
    </message>
    <message>
        <source>This token driver is for another kind of computer (for example 32-bit). Install the 64-bit one.</source>
        <translation>Trình điều khiển token này dành cho loại máy khác (ví dụ bản 32-bit). Hãy cài bản 64-bit.</translation>
    </message>
    <message>
        <source>No driver</source>
        <translation>Sai tệp</translation>
    </message>
    <message>
        <source>This file is no token driver, or it is damaged. Install the driver again.</source>
        <translation>Tệp này không phải trình điều khiển token, hoặc đã hỏng. Hãy cài lại trình điều khiển.</translation>
    </message>
    <message>
        <source>Incomplete</source>
        <translation>Thiếu thành phần</translation>
    </message>
    <message>
        <source>This token driver cannot be loaded: a part that it needs is missing (for example Visual C++). Install its maker&apos;s whole package again.</source>
        <translation>Trình điều khiển token này không nạp được vì thiếu thành phần đi kèm (ví dụ Visual C++). Hãy cài lại trọn bộ của nhà cung cấp.</translation>
    </message>
    <message>
        <source>Crashed</source>
        <translation>Bị dừng</translation>
    </message>
    <message>
        <source>This token driver ended unexpectedly. Install it again, or ask its maker for a newer one.</source>
        <translation>Trình điều khiển token này dừng đột ngột. Hãy cài lại, hoặc hỏi nhà cung cấp bản mới hơn.</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Không trả lời</translation>
    </message>
    <message>
        <source>This token driver did not answer. Plug the token in again, then press Look again.</source>
        <translation>Trình điều khiển token này không trả lời. Rút token ra cắm lại, rồi bấm Tìm lại.</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Lỗi</translation>
    </message>
    <message>
        <source>This token driver reported an error. Plug the token in again; it is asked by itself.</source>
        <translation>Trình điều khiển token này báo lỗi. Rút token ra cắm lại; chương trình tự tìm lại.</translation>
    </message>
    <message>
        <source>Certificate valid today</source>
        <translation>Chứng thư còn hiệu lực</translation>
    </message>
    <message>
        <source>Signer is the head named on the slip</source>
        <translation>Người ký là thủ trưởng ghi trên phiếu</translation>
    </message>
    <message>
        <source>Certificate issued by a recognised authority</source>
        <translation>Nơi cấp chứng thư được tin cậy</translation>
    </message>
    <message>
        <source>Certificate not revoked</source>
        <translation>Chứng thư chưa bị thu hồi</translation>
    </message>
    <message>
        <source>Certificate may be used for signing</source>
        <translation>Chứng thư được phép dùng để ký</translation>
    </message>
    <message>
        <source>Key and issuer&apos;s signature strong enough</source>
        <translation>Khóa và chữ ký của nơi cấp đủ mạnh</translation>
    </message>
    <message>
        <source>Tax code of certificate, licence and slip agree</source>
        <translation>Mã số thuế trên chứng thư khớp giấy phép và phiếu</translation>
    </message>
    <message>
        <source>Clock of this computer right</source>
        <translation>Đồng hồ của máy đúng</translation>
    </message>
    <message>
        <source>Time of signing</source>
        <translation>Giờ ký</translation>
    </message>
    <message>
        <source>Signed slip can be kept on this computer</source>
        <translation>Lưu được phiếu đã ký trên máy này</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>Ký</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Gửi</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Nhận biên nhận</translation>
    </message>
    <message>
        <source>Saving the form… It can still be stopped.</source>
        <translation>Đang lưu bản khai… Vẫn dừng được.</translation>
    </message>
    <message>
        <source>Signing the slip… It can still be stopped.</source>
        <translation>Đang ký phiếu… Vẫn dừng được.</translation>
    </message>
    <message>
        <source>Sending the registration. From here on it can no longer be stopped; nothing is sent twice.</source>
        <translation>Đang gửi đăng ký. Từ đây không dừng được nữa; đăng ký không bị gửi hai lần.</translation>
    </message>
    <message>
        <source>The server has the registration. Checking the receipt…</source>
        <translation>Máy chủ đã nhận đăng ký. Đang kiểm tra biên nhận…</translation>
    </message>
    <message>
        <source>Until {not_after}</source>
        <translation>Đến {not_after}</translation>
    </message>
    <message>
        <source>Ends in {days} days, on {not_after}. Have it renewed soon.</source>
        <translation>Còn {days} ngày, hết hạn {not_after}. Nên gia hạn chứng thư sớm.</translation>
    </message>
    <message>
        <source>Ended on {not_after}. Have it renewed, or choose another.</source>
        <translation>Hết hạn từ {not_after}. Gia hạn chứng thư hoặc chọn chứng thư khác.</translation>
    </message>
    <message>
        <source>Begins on {not_before}. Check the date of this computer, or choose another certificate.</source>
        <translation>Có hiệu lực từ {not_before}. Kiểm tra ngày giờ của máy hoặc chọn chứng thư khác.</translation>
    </message>
    <message>
        <source>Certificate {certificate}, licence {licence}, slip {form}. Choose the unit&apos;s own certificate, or mend the tax code on the slip.</source>
        <translation>Chứng thư {certificate}, giấy phép {licence}, phiếu {form}. Chọn đúng chứng thư của đơn vị hoặc sửa mã số thuế trên phiếu.</translation>
    </message>
    <message>
        <source>The certificate names no tax code. The vendor compares the name instead.</source>
        <translation>Chứng thư không ghi mã số thuế. Nhà cung cấp sẽ đối chiếu theo tên.</translation>
    </message>
    <message>
        <source>Neither licence nor slip names a tax code. The vendor compares the name instead.</source>
        <translation>Giấy phép và phiếu không ghi mã số thuế. Nhà cung cấp sẽ đối chiếu theo tên.</translation>
    </message>
    <message>
        <source>Certificate of {subject}; the slip names {head}. Go on only if this person may sign.</source>
        <translation>Chứng thư của {subject}; phiếu ghi {head}. Chỉ tiếp tục nếu người này được ký.</translation>
    </message>
    <message>
        <source>It was not issued for signing documents. Choose another certificate.</source>
        <translation>Không được cấp để ký văn bản. Chọn chứng thư khác.</translation>
    </message>
    <message>
        <source>The key is too weak. Ask the issuer for a new certificate.</source>
        <translation>Khóa quá yếu. Đề nghị nơi cấp đổi chứng thư mới.</translation>
    </message>
    <message>
        <source>It was issued with SHA-1, which is no longer valid. Ask the issuer for a new certificate.</source>
        <translation>Chứng thư được cấp bằng SHA-1, nay không còn giá trị. Đề nghị nơi cấp đổi chứng thư mới.</translation>
    </message>
    <message>
        <source>{issuer} is not known on this computer. The vendor checks it once more.</source>
        <translation>Máy này chưa biết nơi cấp {issuer}. Nhà cung cấp sẽ kiểm tra lại.</translation>
    </message>
    <message>
        <source>Its issuer has been asked: not revoked.</source>
        <translation>Đã hỏi nơi cấp: chưa bị thu hồi.</translation>
    </message>
    <message>
        <source>Revoked on {since}. Ask its issuer why, or choose another certificate.</source>
        <translation>Bị thu hồi ngày {since}. Hỏi nơi cấp vì sao, hoặc chọn chứng thư khác.</translation>
    </message>
    <message>
        <source>Not determined: its issuer could not be asked. The vendor checks it once more.</source>
        <translation>Không xác định: không hỏi được nơi cấp. Nhà cung cấp sẽ kiểm tra lại.</translation>
    </message>
    <message>
        <source>This computer says {pc}; the signature carries the vendor&apos;s time, {now}. Set the clock right.</source>
        <translation>Máy này đang là {pc}; chữ ký sẽ ghi giờ của nhà cung cấp, {now}. Hãy chỉnh lại đồng hồ.</translation>
    </message>
    <message>
        <source>The folder {path} cannot be written. Ask whoever looks after this computer.</source>
        <translation>Không ghi được vào thư mục {path}. Hãy nhờ người quản trị máy.</translation>
    </message>
    <message>
        <source>The disk is full. Make room, then choose the certificate again.</source>
        <translation>Ổ đĩa đã đầy. Giải phóng chỗ trống rồi chọn lại chứng thư.</translation>
    </message>
    <message>
        <source>Only {free_mb} MB are left on the disk. Make room soon.</source>
        <translation>Ổ đĩa chỉ còn {free_mb} MB. Nên giải phóng chỗ trống sớm.</translation>
    </message>
    <message>
        <source>Time stamp by {server}</source>
        <translation>Dấu thời gian của {server}</translation>
    </message>
    <message>
        <source>No time stamp: the signature carries the time of this computer.</source>
        <translation>Chưa có dấu thời gian: chữ ký ghi giờ của máy này.</translation>
    </message>
    <message>
        <source>Could not be determined; look at it before signing.</source>
        <translation>Không xác định được; xem lại trước khi ký.</translation>
    </message>
    <message>
        <source>Does not hold. Choose another certificate.</source>
        <translation>Không đạt. Chọn chứng thư khác.</translation>
    </message>
    <message>
        <source>{0} days left</source>
        <translation>Còn {0} ngày</translation>
    </message>
    <message>
        <source>Usable</source>
        <translation>Dùng được</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>đạt</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>cần lưu ý</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>không đạt</translation>
    </message>
    <message>
        <source>The vendor has the request for data recovery</source>
        <translation>Nhà cung cấp đã nhận yêu cầu khôi phục dữ liệu</translation>
    </message>
    <message>
        <source>The vendor will call {contact} at {contact_phone}. Nothing else needs to be done now. Questions, or something to add? Call {phone} and name request {no}.</source>
        <translation>Nhà cung cấp sẽ gọi {contact} theo số {contact_phone}. Đơn vị chưa cần làm gì thêm. Cần hỏi hoặc bổ sung? Gọi {phone} và cho biết số yêu cầu {no}.</translation>
    </message>
    <message>
        <source>The vendor is working on the data recovery</source>
        <translation>Nhà cung cấp đang khôi phục dữ liệu</translation>
    </message>
    <message>
        <source>Being worked on</source>
        <translation>Đang xử lý</translation>
    </message>
    <message>
        <source>The vendor will call {contact} at {contact_phone} with the result. Questions? Call {phone} and name request {no}.</source>
        <translation>Nhà cung cấp sẽ gọi {contact} theo số {contact_phone} để báo kết quả. Cần hỏi thêm? Gọi {phone} và cho biết số yêu cầu {no}.</translation>
    </message>
    <message>
        <source>The data have been recovered</source>
        <translation>Dữ liệu đã được khôi phục</translation>
    </message>
    <message>
        <source>Recovered</source>
        <translation>Đã khôi phục</translation>
    </message>
    <message>
        <source>Register a renewal to work with the data again. Something missing? Call {phone} and name request {no}.</source>
        <translation>Đăng ký gia hạn để tiếp tục làm việc với dữ liệu. Còn thiếu gì? Gọi {phone} và cho biết số yêu cầu {no}.</translation>
    </message>
    <message>
        <source>The data could not be recovered</source>
        <translation>Dữ liệu chưa thể khôi phục</translation>
    </message>
    <message>
        <source>Not recoverable</source>
        <translation>Không khôi phục được</translation>
    </message>
    <message>
        <source>Call {phone} and name request {no} to talk about other ways, for example a backup kept at the unit. Other data or years can be asked for with a new request.</source>
        <translation>Gọi {phone} và cho biết số yêu cầu {no} để cùng tìm cách khác, ví dụ dùng bản sao lưu tại đơn vị. Cần dữ liệu hoặc năm khác thì tạo yêu cầu mới.</translation>
    </message>
    <message>
        <source>The request for data recovery</source>
        <translation>Yêu cầu khôi phục dữ liệu</translation>
    </message>
    <message>
        <source>new</source>
        <translation>mới</translation>
    </message>
    <message>
        <source>Call {phone} and name request {no} to hear where it stands.</source>
        <translation>Gọi {phone} và cho biết số yêu cầu {no} để biết tình trạng.</translation>
    </message>
    <message>
        <source>Request number</source>
        <translation>Số yêu cầu</translation>
    </message>
    <message>
        <source>Sent at</source>
        <translation>Đã gửi lúc</translation>
    </message>
    <message>
        <source>Last change</source>
        <translation>Cập nhật lúc</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Người liên hệ</translation>
    </message>
    <message>
        <source>Data needed</source>
        <translation>Dữ liệu cần khôi phục</translation>
    </message>
    <message>
        <source>Data recovery: request {0} was sent at {1}.</source>
        <translation>Khôi phục dữ liệu: đã gửi yêu cầu {0} lúc {1}.</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Bản nháp</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Đã gửi</translation>
    </message>
    <message>
        <source>Under review</source>
        <translation>Chờ duyệt</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Đã duyệt</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Từ chối</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Đã hủy</translation>
    </message>
    <message>
        <source>Replaced by another order</source>
        <translation>Đã thay thế</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Đã đóng</translation>
    </message>
    <message>
        <source>Awaiting payment</source>
        <translation>Chờ thanh toán</translation>
    </message>
    <message>
        <source>Proof under review</source>
        <translation>Chờ xác nhận thanh toán</translation>
    </message>
    <message>
        <source>Extension under review</source>
        <translation>Chờ duyệt gia hạn thanh toán</translation>
    </message>
    <message>
        <source>Partly paid</source>
        <translation>Thanh toán thiếu</translation>
    </message>
    <message>
        <source>Proof not accepted</source>
        <translation>Chứng từ bị từ chối</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Đã thanh toán</translation>
    </message>
    <message>
        <source>Past the promised day</source>
        <translation>Quá hạn cam kết</translation>
    </message>
    <message>
        <source>Not granted yet</source>
        <translation>Chưa cấp</translation>
    </message>
    <message>
        <source>Granted provisionally</source>
        <translation>Đã cấp tạm</translation>
    </message>
    <message>
        <source>Granted officially</source>
        <translation>Đã cấp chính thức</translation>
    </message>
    <message>
        <source>Not granted</source>
        <translation>Từ chối</translation>
    </message>
    <message>
        <source>No paper slip needed</source>
        <translation>Không cần phiếu giấy</translation>
    </message>
    <message>
        <source>Paper slip awaited</source>
        <translation>Chờ phiếu giấy</translation>
    </message>
    <message>
        <source>Paper slip received</source>
        <translation>Đã nhận phiếu giấy</translation>
    </message>
    <message>
        <source>Paper slip returned</source>
        <translation>Phiếu giấy bị trả lại</translation>
    </message>
    <message>
        <source>No invoice yet</source>
        <translation>Chưa lập hóa đơn</translation>
    </message>
    <message>
        <source>Invoice issued</source>
        <translation>Đã lập hóa đơn</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Đã xác nhận</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>Chưa được chấp nhận</translation>
    </message>
    <message>
        <source>Electronic signature</source>
        <translation>Chữ ký điện tử</translation>
    </message>
    <message>
        <source>Stamped slip</source>
        <translation>Phiếu đóng dấu</translation>
    </message>
    <message>
        <source>Registered by the vendor</source>
        <translation>Nhà cung cấp đăng ký giúp</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>Chưa gửi</translation>
    </message>
    <message>
        <source>Draft opened</source>
        <translation>Tạo bản nháp</translation>
    </message>
    <message>
        <source>Slip with electronic signature sent</source>
        <translation>Đã gửi phiếu có chữ ký điện tử</translation>
    </message>
    <message>
        <source>Registration with stamped slip sent</source>
        <translation>Đã gửi đăng ký kèm phiếu đóng dấu</translation>
    </message>
    <message>
        <source>Under review by the vendor</source>
        <translation>Nhà cung cấp đang xem xét</translation>
    </message>
    <message>
        <source>Registration accepted</source>
        <translation>Đăng ký được tiếp nhận</translation>
    </message>
    <message>
        <source>Provisional resources granted</source>
        <translation>Cấp tài nguyên tạm</translation>
    </message>
    <message>
        <source>Proof of payment sent</source>
        <translation>Đã gửi chứng từ thanh toán</translation>
    </message>
    <message>
        <source>Proof of payment not accepted</source>
        <translation>Chứng từ thanh toán chưa hợp lệ</translation>
    </message>
    <message>
        <source>Payment received in part</source>
        <translation>Đã nhận một phần tiền</translation>
    </message>
    <message>
        <source>More time to pay asked for</source>
        <translation>Đề nghị gia hạn thanh toán</translation>
    </message>
    <message>
        <source>More time to pay granted</source>
        <translation>Được gia hạn thanh toán</translation>
    </message>
    <message>
        <source>More time to pay refused</source>
        <translation>Không được gia hạn thanh toán</translation>
    </message>
    <message>
        <source>Payment confirmed</source>
        <translation>Đã xác nhận thanh toán</translation>
    </message>
    <message>
        <source>Official licence granted</source>
        <translation>Cấp giấy phép chính thức</translation>
    </message>
    <message>
        <source>The promised payment day passed</source>
        <translation>Đã qua hạn cam kết thanh toán</translation>
    </message>
    <message>
        <source>Subscription cut off</source>
        <translation>Thuê bao bị cắt</translation>
    </message>
    <message>
        <source>Order cancelled</source>
        <translation>Đơn đã hủy</translation>
    </message>
    <message>
        <source>Order replaced by another</source>
        <translation>Đơn được thay bằng đơn khác</translation>
    </message>
    <message>
        <source>Order closed; another one took its place</source>
        <translation>Đơn đã đóng, đơn khác thay thế</translation>
    </message>
    <message>
        <source>Registration refused by the vendor</source>
        <translation>Nhà cung cấp từ chối đơn</translation>
    </message>
    <message>
        <source>Registered by the vendor for the unit</source>
        <translation>Nhà cung cấp đăng ký giúp đơn vị</translation>
    </message>
    <message>
        <source>Confirmation of payment taken back</source>
        <translation>Nhà cung cấp hủy xác nhận thanh toán</translation>
    </message>
    <message>
        <source>Prepared to be signed elsewhere</source>
        <translation>Đã chuẩn bị để ký ở máy khác</translation>
    </message>
    <message>
        <source>Prepared file revoked</source>
        <translation>Đã thu hồi phiếu chuẩn bị</translation>
    </message>
    <message>
        <source>Scan of the stamped slip sent</source>
        <translation>Đã gửi bản quét phiếu đóng dấu</translation>
    </message>
    <message>
        <source>Paper slip received by the vendor</source>
        <translation>Nhà cung cấp đã nhận phiếu giấy</translation>
    </message>
    <message>
        <source>Paper slip returned to the unit</source>
        <translation>Phiếu giấy được trả lại đơn vị</translation>
    </message>
    <message>
        <source>Invoice made out</source>
        <translation>Đã xuất hóa đơn</translation>
    </message>
    <message>
        <source>Granted provisionally until {0}</source>
        <translation>Đã cấp tạm đến {0}</translation>
    </message>
    <message>
        <source>The software licence expires · {0}</source>
        <translation>Hết hạn giấy phép phần mềm · {0}</translation>
    </message>
    <message>
        <source>Payment day of order {0} · {1}</source>
        <translation>Hạn thanh toán đơn {0} · {1}</translation>
    </message>
    <message>
        <source>Next step: open QLTS Desktop and register the renewal on {0} at the latest, so that work is not interrupted.</source>
        <translation>Việc tiếp theo: mở QLTS Desktop và đăng ký gia hạn chậm nhất ngày {0} để không bị gián đoạn.</translation>
    </message>
    <message>
        <source>The proof of payment of order {0} has been sent. Next step: press Update resources in QLTS Desktop.</source>
        <translation>Đã gửi chứng từ thanh toán của đơn {0}. Việc tiếp theo: mở QLTS Desktop và nhấn Cập nhật tài nguyên.</translation>
    </message>
    <message>
        <source>Licence {0} can be used until the end of {1}.</source>
        <translation>Giấy phép {0} sử dụng được đến hết ngày {1}.</translation>
    </message>
    <message>
        <source>Still to be paid: {0}.</source>
        <translation>Số tiền còn phải thanh toán: {0}.</translation>
    </message>
    <message>
        <source>Account and memo are in QLTS Desktop under Renewal history. Transferred already? Press Update resources there.</source>
        <translation>Số tài khoản và nội dung chuyển khoản: mở QLTS Desktop, mục Lịch sử đăng ký gia hạn. Đã chuyển tiền? Nhấn Cập nhật tài nguyên trong QLTS Desktop.</translation>
    </message>
    <message>
        <source>Next step: transfer the payment of order {0} on {1} at the latest.</source>
        <translation>Việc tiếp theo: chuyển khoản cho đơn {0} chậm nhất ngày {1}.</translation>
    </message>
    <message>
        <source>Help with renewing: {0}.</source>
        <translation>Cần hỗ trợ gia hạn, gọi: {0}.</translation>
    </message>
    <message>
        <source>Order {0}: payment day {1} is over. Transferred already? Open QLTS Desktop and press Update resources.</source>
        <translation>Đơn {0}: đã quá hạn thanh toán {1}. Đã chuyển tiền? Mở QLTS Desktop và nhấn Cập nhật tài nguyên.</translation>
    </message>
    <message>
        <source>Open QLTS Desktop to register a renewal.</source>
        <translation>Mở QLTS Desktop để đăng ký gia hạn.</translation>
    </message>
    <message>
        <source>The software licence expires at the end of today.</source>
        <translation>Giấy phép sử dụng phần mềm hết hạn vào cuối ngày hôm nay.</translation>
    </message>
    <message>
        <source>The software licence has {0} days left and expires at the end of {1}.</source>
        <translation>Giấy phép sử dụng phần mềm còn {0} ngày, hết hạn vào cuối ngày {1}.</translation>
    </message>
    <message>
        <source>Order {0}: today is the payment day; the vendor has not received the payment.</source>
        <translation>Đơn {0}: hôm nay là hạn thanh toán, nhà cung cấp chưa nhận được thanh toán.</translation>
    </message>
    <message>
        <source>Order {0}: {2} days to payment day {1}; the vendor has not received the payment.</source>
        <translation>Đơn {0}: còn {2} ngày đến hạn thanh toán {1}, nhà cung cấp chưa nhận được thanh toán.</translation>
    </message>
    <message>
        <source>The subscription has been cut.</source>
        <translation>Thuê bao đã bị cắt.</translation>
    </message>
    <message>
        <source>The software licence expired {0} days ago.</source>
        <translation>Giấy phép sử dụng phần mềm đã hết hạn {0} ngày.</translation>
    </message>
    <message>
        <source>It is no longer as the vendor signed it, so it is not used.</source>
        <translation>Nội dung không còn như khi nhà cung cấp ký, nên không được dùng.</translation>
    </message>
    <message>
        <source>A licence of another unit stands in its place, so it is not used.</source>
        <translation>Thay vào đó là giấy phép của đơn vị khác, nên không được dùng.</translation>
    </message>
    <message>
        <source>An older licence stands in the place of the newer one, so it is not used.</source>
        <translation>Một giấy phép cũ hơn đã thay chỗ giấy phép mới, nên không được dùng.</translation>
    </message>
    <message>
        <source>A licence for another product stands in its place, so it is not used.</source>
        <translation>Thay vào đó là giấy phép của sản phẩm khác, nên không được dùng.</translation>
    </message>
    <message>
        <source>A file of another kind stands in its place, so it is not used.</source>
        <translation>Thay vào đó là một tệp loại khác, nên không được dùng.</translation>
    </message>
    <message>
        <source>The unit&apos;s rights at the vendor are unaffected.</source>
        <translation>Quyền của đơn vị ở nhà cung cấp không bị ảnh hưởng.</translation>
    </message>
    <message>
        <source>Connect this computer to the network and update the resources to fetch the licence again.</source>
        <translation>Kết nối mạng cho máy này rồi cập nhật tài nguyên để tải lại giấy phép.</translation>
    </message>
    <message>
        <source>It can no longer be read, for instance after a power cut or a disk fault.</source>
        <translation>Bản này không đọc được nữa, chẳng hạn sau khi mất điện hoặc lỗi ổ đĩa.</translation>
    </message>
    <message>
        <source>The copy of the licence on this computer is damaged</source>
        <translation>Bản giấy phép trên máy này bị hỏng</translation>
    </message>
    <message>
        <source>The copy of the licence on this computer has been changed</source>
        <translation>Bản giấy phép trên máy này đã bị thay đổi</translation>
    </message>
    <message>
        <source>{0}. Fetching it again from the server…</source>
        <translation>{0}. Đang tải lại từ máy chủ…</translation>
    </message>
    <message>
        <source>{0}. It has been fetched again from the server; nothing needs to be done.</source>
        <translation>{0}. Giấy phép đã được tải lại từ máy chủ; không cần làm gì thêm.</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>thứ Bảy</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>Chủ nhật</translation>
    </message>
    <message>
        <source>New Year</source>
        <translation>Tết Dương lịch</translation>
    </message>
    <message>
        <source>Lunar New Year</source>
        <translation>Tết Nguyên đán</translation>
    </message>
    <message>
        <source>Hùng Kings&apos; Commemoration Day</source>
        <translation>Giỗ Tổ Hùng Vương</translation>
    </message>
    <message>
        <source>Victory Day 30/4</source>
        <translation>Ngày Chiến thắng 30/4</translation>
    </message>
    <message>
        <source>Labour Day 1/5</source>
        <translation>Quốc tế Lao động 1/5</translation>
    </message>
    <message>
        <source>National Day 2/9</source>
        <translation>Quốc khánh 2/9</translation>
    </message>
    <message>
        <source>Vietnam Culture Day 24/11</source>
        <translation>Ngày Văn hóa Việt Nam 24/11</translation>
    </message>
    <message>
        <source>day off by swap</source>
        <translation>nghỉ hoán đổi ngày làm việc</translation>
    </message>
    <message>
        <source>{0} (in lieu)</source>
        <translation>{0}, nghỉ bù</translation>
    </message>
    <message>
        <source>Monday</source>
        <translation>thứ Hai</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>thứ Ba</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>thứ Tư</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>thứ Năm</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>thứ Sáu</translation>
    </message>
    <message>
        <source>The holidays of {0} are provisional.</source>
        <translation>Lịch nghỉ lễ năm {0} là dự kiến.</translation>
    </message>
    <message>
        <source>An account at the State Treasury has no QR code: VietQR pays into bank accounts only. Copy the lines above into the payment order.</source>
        <translation>Tài khoản tại Kho bạc Nhà nước không có mã QR: VietQR chỉ chuyển vào tài khoản ngân hàng. Hãy chép các dòng trên vào Ủy nhiệm chi.</translation>
    </message>
    <message>
        <source>This account number does not fit into a QR code. Copy the lines above into the transfer.</source>
        <translation>Số tài khoản này không đưa được vào mã QR. Hãy chép các dòng trên khi chuyển khoản.</translation>
    </message>
    <message>
        <source>This amount does not fit into a QR code. Copy the lines above into the transfer.</source>
        <translation>Số tiền này không đưa được vào mã QR. Hãy chép các dòng trên khi chuyển khoản.</translation>
    </message>
    <message>
        <source>This memo does not fit into a QR code. Copy the lines above into the transfer.</source>
        <translation>Nội dung này không đưa được vào mã QR. Hãy chép các dòng trên khi chuyển khoản.</translation>
    </message>
    <message>
        <source>At bank</source>
        <translation>Tại ngân hàng</translation>
    </message>
    <message>
        <source>At State Treasury</source>
        <translation>Tại Kho bạc Nhà nước</translation>
    </message>
    <message>
        <source>Receiving unit</source>
        <translation>Đơn vị nhận tiền</translation>
    </message>
    <message>
        <source>Amount in figures</source>
        <translation>Số tiền bằng số</translation>
    </message>
    <message>
        <source>Amount in words</source>
        <translation>Số tiền bằng chữ</translation>
    </message>
    <message>
        <source>Payment memo</source>
        <translation>Nội dung thanh toán</translation>
    </message>
    <message>
        <source>{0} is a day off ({1}): neither the State Treasury nor the banks work then.</source>
        <translation>Ngày {0} là ngày nghỉ ({1}), Kho bạc và ngân hàng không làm việc.</translation>
    </message>
    <message>
        <source>The working day before it is {0}.</source>
        <translation>Ngày làm việc liền trước là {0}.</translation>
    </message>
    <message>
        <source>The next working day is {0}.</source>
        <translation>Ngày làm việc kế tiếp là {0}.</translation>
    </message>
    <message>
        <source>This prepared registration cannot be used</source>
        <translation>Không dùng được phiếu đã chuẩn bị này</translation>
    </message>
    <message>
        <source>The file is damaged, or was changed after the vendor&apos;s server had sealed it.</source>
        <translation>Tệp bị hỏng, hoặc đã bị thay đổi sau khi máy chủ của nhà cung cấp niêm phong.</translation>
    </message>
    <message>
        <source>Ask for the file once more just as it was saved, on a USB stick for example. If that does not help, have the registration prepared anew.</source>
        <translation>Đề nghị người chuẩn bị chuyển lại đúng tệp đã lưu, ví dụ qua USB. Nếu vẫn vậy, đề nghị chuẩn bị lại phiếu.</translation>
    </message>
    <message>
        <source>The file was made by a newer version of the program</source>
        <translation>Tệp do phiên bản mới hơn của chương trình tạo ra</translation>
    </message>
    <message>
        <source>This version does not know everything that stands in it.</source>
        <translation>Phiên bản trên máy này chưa hiểu hết nội dung trong tệp.</translation>
    </message>
    <message>
        <source>Update the program on this computer, then open the file again.</source>
        <translation>Cập nhật chương trình trên máy này rồi mở lại tệp.</translation>
    </message>
    <message>
        <source>The file is sealed by a vendor that this program does not know</source>
        <translation>Tệp do một nhà cung cấp mà chương trình này không biết niêm phong</translation>
    </message>
    <message>
        <source>So it cannot be told whether its content is genuine. Nothing was sent.</source>
        <translation>Vì vậy không xác định được nội dung có đúng hay không. Chưa gửi gì đi.</translation>
    </message>
    <message>
        <source>Open it with the program that the vendor has given to the unit.</source>
        <translation>Mở tệp bằng chương trình mà nhà cung cấp đã giao cho đơn vị.</translation>
    </message>
    <message>
        <source>The file names another server</source>
        <translation>Tệp ghi một máy chủ khác</translation>
    </message>
    <message>
        <source>It is to be sent to {server}, which is not the server that this program uses.</source>
        <translation>Phiếu sẽ được gửi đến {server}, không phải máy chủ mà chương trình này đang dùng.</translation>
    </message>
    <message>
        <source>Ask who prepared it. If the address is right, tick the box below, then sign.</source>
        <translation>Hỏi lại người chuẩn bị phiếu. Nếu địa chỉ đúng, đánh dấu vào ô bên dưới rồi ký.</translation>
    </message>
    <message>
        <source>The time for signing this file is over</source>
        <translation>Tệp này đã hết thời gian để ký</translation>
    </message>
    <message>
        <source>A prepared registration can be sent for some days only. Nothing was sent.</source>
        <translation>Phiếu đã chuẩn bị chỉ gửi được trong một số ngày. Chưa gửi gì đi.</translation>
    </message>
    <message>
        <source>Have the registration prepared anew and sign the new file.</source>
        <translation>Đề nghị chuẩn bị lại phiếu rồi ký tệp mới.</translation>
    </message>
    <message>
        <source>This prepared registration no longer holds</source>
        <translation>Phiếu đã chuẩn bị này không còn dùng được</translation>
    </message>
    <message>
        <source>The form has been changed since the file was saved, or the offer in it no longer holds. Nothing was sent.</source>
        <translation>Nội dung đăng ký đã được sửa sau khi lưu tệp, hoặc báo giá trong tệp không còn hiệu lực. Chưa gửi gì đi.</translation>
    </message>
    <message>
        <source>This registration has been sent already</source>
        <translation>Đăng ký này đã được gửi</translation>
    </message>
    <message>
        <source>The vendor has the order; it was not sent a second time.</source>
        <translation>Nhà cung cấp đã nhận đơn; đơn không bị gửi lần thứ hai.</translation>
    </message>
    <message>
        <source>Nothing is left to do here. The accountant finds the order in the renewal history.</source>
        <translation>Không cần làm gì thêm ở đây. Kế toán xem đơn trong Lịch sử đăng ký gia hạn.</translation>
    </message>
    <message>
        <source>This file has been revoked</source>
        <translation>Tệp này đã bị thu hồi</translation>
    </message>
    <message>
        <source>Who prepared it has taken it back, or has saved a newer one. Nothing was sent.</source>
        <translation>Người chuẩn bị đã thu hồi tệp, hoặc đã lưu tệp mới hơn. Chưa gửi gì đi.</translation>
    </message>
    <message>
        <source>Ask for the newest file and open that one.</source>
        <translation>Đề nghị gửi tệp mới nhất rồi mở tệp đó.</translation>
    </message>
    <message>
        <source>The server does not know this file</source>
        <translation>Máy chủ không biết tệp này</translation>
    </message>
    <message>
        <source>The right to send that it holds is not known there. Nothing was sent.</source>
        <translation>Quyền gửi ghi trong tệp không có trên máy chủ. Chưa gửi gì đi.</translation>
    </message>
    <message>
        <source>The prepared file is needed once more</source>
        <translation>Cần mở lại tệp phiếu đã chuẩn bị</translation>
    </message>
    <message>
        <source>This computer keeps what you have signed. The right to send it is a secret, which could not be kept here; it is in the file.</source>
        <translation>Máy này vẫn giữ phiếu đã ký. Quyền gửi là thông tin bí mật, không lưu được trên máy này; quyền đó nằm trong tệp.</translation>
    </message>
    <message>
        <source>Open the file again. What is signed need not be signed a second time.</source>
        <translation>Mở lại tệp. Phiếu đã ký không phải ký lại.</translation>
    </message>
    <message>
        <source>The server cannot see that this certificate is the unit&apos;s</source>
        <translation>Máy chủ không xác định được chứng thư số này là của đơn vị</translation>
    </message>
    <message>
        <source>Neither its tax code nor its name agrees with the unit on the slip. Nothing was registered.</source>
        <translation>Mã số thuế và tên trong chứng thư không khớp với đơn vị trên phiếu. Chưa đăng ký gì.</translation>
    </message>
    <message>
        <source>Choose the unit&apos;s own certificate, or have the accountant log in and send the registration.</source>
        <translation>Chọn chứng thư số của đơn vị, hoặc đề nghị kế toán đăng nhập rồi gửi đăng ký.</translation>
    </message>
    <message>
        <source>The code on the paper has been read: it is the slip of order {0}.</source>
        <translation>Đã đọc được mã trên giấy: đúng phiếu của đơn {0}.</translation>
    </message>
    <message>
        <source>No code could be read. Photograph the whole page from above, in good light, all four corners in the picture. You can also send it as it is: the vendor&apos;s staff will compare it.</source>
        <translation>Không đọc được mã QR. Hãy chụp thẳng từ trên xuống, đủ sáng, thấy cả bốn góc giấy. Cũng có thể gửi luôn: nhân viên nhà cung cấp sẽ đối chiếu.</translation>
    </message>
    <message>
        <source>This is an earlier print of order {0}: its content was changed before it was sent. Choose the scan of the slip that was sent.</source>
        <translation>Đây là bản in trước của đơn {0}: nội dung đã được sửa trước khi gửi. Hãy chọn bản quét của phiếu đã gửi.</translation>
    </message>
    <message>
        <source>This is the slip of another order ({0}). Take that file out.</source>
        <translation>Đây là phiếu của đơn khác ({0}). Hãy bỏ tệp đó ra.</translation>
    </message>
    <message>
        <source>This is the slip of another order. Take that file out.</source>
        <translation>Đây là phiếu của đơn khác. Hãy bỏ tệp đó ra.</translation>
    </message>
    <message>
        <source>{0} pages</source>
        <translation>{0} trang</translation>
    </message>
    <message>
        <source>made smaller to be sent, still legible</source>
        <translation>đã thu nhỏ để gửi, vẫn đọc rõ</translation>
    </message>
    <message>
        <source>about {0} dpi: may be hard to read, better {1} dpi or more</source>
        <translation>khoảng {0} dpi: có thể khó đọc, nên từ {1} dpi trở lên</translation>
    </message>
    <message>
        <source>Handed to printer {0}. If no paper comes out, look at the printer and at its queue on this computer.</source>
        <translation>Đã gửi vào hàng đợi của máy in {0}. Nếu không thấy giấy ra, hãy xem máy in và hàng đợi in trên máy tính này.</translation>
    </message>
    <message>
        <source>Printer {0} has stopped; the pages wait in its queue. Check paper and power and start it again, or save a PDF and print it elsewhere.</source>
        <translation>Máy in {0} đang dừng; các trang chờ trong hàng đợi của máy in. Hãy kiểm tra giấy, nguồn điện và cho máy in chạy lại, hoặc lưu tệp PDF rồi in ở máy khác.</translation>
    </message>
    <message>
        <source>Saved: {0}</source>
        <translation>Đã lưu: {0}</translation>
    </message>
    <message>
        <source>Printing page {0} of {1}…</source>
        <translation>Đang in trang {0}/{1}…</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>Được</translation>
    </message>
    <message>
        <source>Worth a look</source>
        <translation>Nên xem lại</translation>
    </message>
    <message>
        <source>To be put right</source>
        <translation>Cần xử lý</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Phiên bản</translation>
    </message>
    <message>
        <source>Newer versions</source>
        <translation>Phiên bản mới</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Múi giờ</translation>
    </message>
    <message>
        <source>Date and time</source>
        <translation>Ngày giờ</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>Thư mục dữ liệu</translation>
    </message>
    <message>
        <source>Folder for temporary files</source>
        <translation>Thư mục tạm</translation>
    </message>
    <message>
        <source>Documents folder</source>
        <translation>Thư mục Tài liệu</translation>
    </message>
    <message>
        <source>Fonts</source>
        <translation>Phông chữ</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Vendor&apos;s server</source>
        <translation>Máy chủ nhà cung cấp</translation>
    </message>
    <message>
        <source>Time-stamp server</source>
        <translation>Máy chủ dấu thời gian</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>Máy in</translation>
    </message>
    <message>
        <source>Token driver</source>
        <translation>Trình điều khiển token</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Chứng thư số</translation>
    </message>
    <message>
        <source>Delete files that are no longer needed, then check again.</source>
        <translation>Xóa bớt tệp không dùng, rồi kiểm tra lại.</translation>
    </message>
    <message>
        <source>Choose another folder when a file is saved.</source>
        <translation>Khi lưu tệp, chọn một thư mục khác.</translation>
    </message>
    <message>
        <source>Set the date and time of this computer right, then check again.</source>
        <translation>Chỉnh lại ngày giờ của máy, rồi kiểm tra lại.</translation>
    </message>
    <message>
        <source>{path}: can be written, {free_mb} MB free</source>
        <translation>{path}: ghi được, còn trống {free_mb} MB</translation>
    </message>
    <message>
        <source>{path}: nothing can be written there</source>
        <translation>{path}: không ghi được</translation>
    </message>
    <message>
        <source>{path}: only {free_mb} MB free</source>
        <translation>{path}: chỉ còn trống {free_mb} MB</translation>
    </message>
    <message>
        <source>{path}: the disk is full</source>
        <translation>{path}: ổ đĩa đã đầy</translation>
    </message>
    <message>
        <source>Install the token maker&apos;s driver again: see how under the list.</source>
        <translation>Cài lại trình điều khiển của nơi cấp token: xem cách cài ở dưới danh sách.</translation>
    </message>
    <message>
        <source>QLTS Desktop {program} · {system} · Python {python} · Qt {qt} · pyHanko {pyhanko}</source>
        <translation>QLTS Desktop {program} · {system} · Python {python} · Qt {qt} · pyHanko {pyhanko}</translation>
    </message>
    <message>
        <source>Announced by the vendor, signed; never downloaded or installed by itself</source>
        <translation>Nhà cung cấp báo bằng thông báo có ký; không bao giờ tự tải hay tự cài</translation>
    </message>
    <message>
        <source>This build holds no release key, so none are announced</source>
        <translation>Bản này không ghim khóa phát hành nên không báo phiên bản mới</translation>
    </message>
    <message>
        <source>{time}, Vietnam time</source>
        <translation>{time}, giờ Việt Nam</translation>
    </message>
    <message>
        <source>{time}, time zone {zone}</source>
        <translation>{time}, múi giờ {zone}</translation>
    </message>
    <message>
        <source>Set this computer&apos;s time zone to Vietnam (UTC+07:00).</source>
        <translation>Đặt múi giờ của máy về Việt Nam (UTC+07:00).</translation>
    </message>
    <message>
        <source>Agrees with the vendor&apos;s signed time</source>
        <translation>Khớp với giờ do nhà cung cấp ký</translation>
    </message>
    <message>
        <source>This computer is {minutes} minutes fast; it is {time}</source>
        <translation>Máy này nhanh {minutes} phút; giờ đúng là {time}</translation>
    </message>
    <message>
        <source>This computer is {minutes} minutes slow; it is {time}</source>
        <translation>Máy này chậm {minutes} phút; giờ đúng là {time}</translation>
    </message>
    <message>
        <source>Could not be compared with the vendor&apos;s signed time</source>
        <translation>Chưa so được với giờ do nhà cung cấp ký</translation>
    </message>
    <message>
        <source>Connect to the vendor&apos;s server, then check again.</source>
        <translation>Kết nối tới máy chủ nhà cung cấp, rồi kiểm tra lại.</translation>
    </message>
    <message>
        <source>The server&apos;s time carries no signature that can be confirmed</source>
        <translation>Chưa xác nhận được chữ ký trên giờ của máy chủ</translation>
    </message>
    <message>
        <source>Send the diagnostics report to the vendor.</source>
        <translation>Gửi báo cáo chẩn đoán cho nhà cung cấp.</translation>
    </message>
    <message>
        <source>Ask whoever looks after this computer for the right to write there.</source>
        <translation>Nhờ người quản lý máy cấp quyền ghi vào thư mục này.</translation>
    </message>
    <message>
        <source>{path}: there is no such folder</source>
        <translation>{path}: không có thư mục này</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>Đầy đủ</translation>
    </message>
    <message>
        <source>{name} is missing</source>
        <translation>Thiếu {name}</translation>
    </message>
    <message>
        <source>{name} is damaged</source>
        <translation>Tệp {name} bị hỏng</translation>
    </message>
    <message>
        <source>None is used</source>
        <translation>Không dùng</translation>
    </message>
    <message>
        <source>Goes through {address}</source>
        <translation>Đi qua {address}</translation>
    </message>
    <message>
        <source>The proxy address set on this computer cannot be read</source>
        <translation>Không đọc được địa chỉ proxy đã đặt trên máy này</translation>
    </message>
    <message>
        <source>Set it anew in this computer&apos;s network settings, then check again.</source>
        <translation>Đặt lại trong cài đặt mạng của máy, rồi kiểm tra lại.</translation>
    </message>
    <message>
        <source>{server} answers</source>
        <translation>{server} có trả lời</translation>
    </message>
    <message>
        <source>No address is set</source>
        <translation>Chưa đặt địa chỉ</translation>
    </message>
    <message>
        <source>Enter the server&apos;s address at the login, under “Server”.</source>
        <translation>Nhập địa chỉ máy chủ ở màn hình đăng nhập, mục “Máy chủ”.</translation>
    </message>
    <message>
        <source>{server} gives time stamps</source>
        <translation>{server} cấp được dấu thời gian</translation>
    </message>
    <message>
        <source>{server} refuses to give a time stamp</source>
        <translation>{server} từ chối cấp dấu thời gian</translation>
    </message>
    <message>
        <source>Ask whoever provides this service.</source>
        <translation>Hỏi nơi cung cấp dịch vụ này.</translation>
    </message>
    <message>
        <source>{server} does not answer</source>
        <translation>{server} không trả lời</translation>
    </message>
    <message>
        <source>Look at the network connection and the address, then check again.</source>
        <translation>Xem lại kết nối mạng và địa chỉ, rồi kiểm tra lại.</translation>
    </message>
    <message>
        <source>{server} is no time-stamp server</source>
        <translation>{server} không phải máy chủ dấu thời gian</translation>
    </message>
    <message>
        <source>{name} (default)</source>
        <translation>{name} (mặc định)</translation>
    </message>
    <message>
        <source>{name} is stopped</source>
        <translation>{name} đang dừng</translation>
    </message>
    <message>
        <source>Look at paper, ink and cable, then let the printer go on.</source>
        <translation>Xem giấy, mực, dây nối, rồi cho máy in chạy lại.</translation>
    </message>
    <message>
        <source>There is none</source>
        <translation>Chưa có máy in nào</translation>
    </message>
    <message>
        <source>Add one in this computer&apos;s settings, or save slips as PDF files.</source>
        <translation>Thêm máy in trong cài đặt của máy, hoặc lưu phiếu thành tệp PDF.</translation>
    </message>
    <message>
        <source>The print system does not answer</source>
        <translation>Hệ thống in không trả lời</translation>
    </message>
    <message>
        <source>Start this computer anew, then check again.</source>
        <translation>Khởi động lại máy, rồi kiểm tra lại.</translation>
    </message>
    <message>
        <source>{path}: there is no such file</source>
        <translation>{path}: không có tệp này</translation>
    </message>
    <message>
        <source>{path}: made for another kind of computer, for example 32-bit</source>
        <translation>{path}: dành cho loại máy khác, ví dụ 32-bit</translation>
    </message>
    <message>
        <source>Install the 64-bit driver of the token&apos;s maker: see how under the list.</source>
        <translation>Cài bản 64-bit của nơi cấp token: xem cách cài ở dưới danh sách.</translation>
    </message>
    <message>
        <source>{path}: is no token driver (PKCS#11)</source>
        <translation>{path}: không phải trình điều khiển token (PKCS#11)</translation>
    </message>
    <message>
        <source>{path}: stopped all of a sudden</source>
        <translation>{path}: bị dừng đột ngột</translation>
    </message>
    <message>
        <source>{path}: cannot be loaded, a part that it needs is missing</source>
        <translation>{path}: không nạp được vì thiếu thành phần đi kèm</translation>
    </message>
    <message>
        <source>Install its maker&apos;s whole package again: see how under the list.</source>
        <translation>Hãy cài lại trọn bộ của nhà cung cấp: xem cách cài bên dưới danh sách.</translation>
    </message>
    <message>
        <source>{path}: does not answer</source>
        <translation>{path}: không trả lời</translation>
    </message>
    <message>
        <source>Unplug the token, plug it in again, then check again.</source>
        <translation>Rút token, cắm lại, rồi kiểm tra lại.</translation>
    </message>
    <message>
        <source>{path}: reports the error {error}</source>
        <translation>{path}: báo lỗi {error}</translation>
    </message>
    <message>
        <source>None is installed</source>
        <translation>Chưa cài trình điều khiển nào</translation>
    </message>
    <message>
        <source>To sign with a token, install its driver: see how under the list.</source>
        <translation>Để ký bằng token, cài trình điều khiển: xem cách cài ở dưới danh sách.</translation>
    </message>
    <message>
        <source>{label} (no. {serial}, {model})</source>
        <translation>{label} (số {serial}, {model})</translation>
    </message>
    <message>
        <source>None is plugged in</source>
        <translation>Chưa cắm token nào</translation>
    </message>
    <message>
        <source>To sign with a token, plug it in, then check again.</source>
        <translation>Để ký bằng token, cắm token rồi kiểm tra lại.</translation>
    </message>
    <message>
        <source>{label} (no. {serial}): the PIN is locked</source>
        <translation>{label} (số {serial}): mã PIN đã bị khóa</translation>
    </message>
    <message>
        <source>Ask the token&apos;s issuer to unlock it.</source>
        <translation>Liên hệ nơi cấp token để mở khóa.</translation>
    </message>
    <message>
        <source>{label} (no. {serial}): only ONE try of the PIN is left</source>
        <translation>{label} (số {serial}): chỉ còn MỘT lần nhập mã PIN</translation>
    </message>
    <message>
        <source>Make sure of the PIN before signing.</source>
        <translation>Hỏi lại cho chắc mã PIN trước khi ký.</translation>
    </message>
    <message>
        <source>{label} (no. {serial}): a wrong PIN was entered before</source>
        <translation>{label} (số {serial}): đã có lần nhập sai mã PIN</translation>
    </message>
    <message>
        <source>{subject}, issued by {issuer}, valid to {ends} ({days} days left)</source>
        <translation>{subject}, do {issuer} cấp, dùng đến {ends} (còn {days} ngày)</translation>
    </message>
    <message>
        <source>{subject}: ends soon, valid to {ends} ({days} days left)</source>
        <translation>{subject}: sắp hết hạn, dùng đến {ends} (còn {days} ngày)</translation>
    </message>
    <message>
        <source>Renew it with its issuer in time.</source>
        <translation>Gia hạn sớm với nơi cấp.</translation>
    </message>
    <message>
        <source>{subject}: expired on {ends}</source>
        <translation>{subject}: đã hết hạn ngày {ends}</translation>
    </message>
    <message>
        <source>Renew it with its issuer.</source>
        <translation>Gia hạn với nơi cấp.</translation>
    </message>
    <message>
        <source>{subject}: not valid yet</source>
        <translation>{subject}: chưa đến ngày dùng</translation>
    </message>
    <message>
        <source>Look at the date of this computer.</source>
        <translation>Xem lại ngày giờ của máy.</translation>
    </message>
    <message>
        <source>{subject}: not for signing documents</source>
        <translation>{subject}: không dùng để ký tài liệu được</translation>
    </message>
    <message>
        <source>Sign with another certificate.</source>
        <translation>Ký bằng chứng thư số khác.</translation>
    </message>
    <message>
        <source>{subject}: issued with SHA-1</source>
        <translation>{subject}: được cấp bằng SHA-1</translation>
    </message>
    <message>
        <source>{subject}: its key is too weak</source>
        <translation>{subject}: khóa quá yếu</translation>
    </message>
    <message>
        <source>Ask its issuer for a new certificate.</source>
        <translation>Đề nghị nơi cấp đổi chứng thư mới.</translation>
    </message>
    <message>
        <source>A certificate on the token cannot be read</source>
        <translation>Một chứng thư số trong token không đọc được</translation>
    </message>
    <message>
        <source>Ask the token&apos;s issuer to look at it.</source>
        <translation>Nhờ nơi cấp token kiểm tra.</translation>
    </message>
    <message>
        <source>Could not be checked</source>
        <translation>Chưa kiểm tra được</translation>
    </message>
    <message>
        <source>Check again; should it stay so, send the diagnostics report to the vendor.</source>
        <translation>Kiểm tra lại; nếu vẫn vậy, gửi báo cáo chẩn đoán cho nhà cung cấp.</translation>
    </message>
    <message>
        <source>{server} cannot be reached</source>
        <translation>Không kết nối được {server}</translation>
    </message>
    <message>
        <source>Look at the network connection, the address and this computer&apos;s date.</source>
        <translation>Xem lại kết nối mạng, địa chỉ và ngày giờ của máy.</translation>
    </message>
    <message>
        <source>To be put right: {0} · worth a look: {1}</source>
        <translation>Cần xử lý: {0} · nên xem lại: {1}</translation>
    </message>
    <message>
        <source>To be put right: {0}</source>
        <translation>Cần xử lý: {0}</translation>
    </message>
    <message>
        <source>Nothing stands in the way · worth a look: {0}</source>
        <translation>Không có gì cản trở · nên xem lại: {0}</translation>
    </message>
    <message>
        <source>This computer has all that the program needs</source>
        <translation>Máy này có đủ những gì chương trình cần</translation>
    </message>
    <message>
        <source>The diagnostics report is one ZIP file for the vendor&apos;s support: the list above, versions, the server&apos;s address and the program&apos;s log. It holds no password, no PIN, no key, nothing of the slips or the forms, no name of a certificate&apos;s owner, and no name of your own folder.</source>
        <translation>Báo cáo chẩn đoán là một tệp ZIP để gửi bộ phận hỗ trợ: danh sách trên, phiên bản, địa chỉ máy chủ và nhật ký của chương trình. Trong đó không có mật khẩu, mã PIN, khóa, nội dung phiếu hay tờ khai, tên chủ chứng thư số và tên thư mục cá nhân của bạn.</translation>
    </message>
    <message>
        <source>This order is over.</source>
        <translation>Đơn này đã kết thúc.</translation>
    </message>
    <message>
        <source>The vendor is still reviewing this registration.</source>
        <translation>Nhà cung cấp còn đang duyệt đơn này.</translation>
    </message>
    <message>
        <source>This order has been paid.</source>
        <translation>Đơn này đã thanh toán.</translation>
    </message>
    <message>
        <source>A proof of payment has been sent; the vendor is reviewing it.</source>
        <translation>Đã gửi chứng từ thanh toán; nhà cung cấp đang duyệt.</translation>
    </message>
    <message>
        <source>More time to pay has been asked for; the vendor is reviewing it.</source>
        <translation>Đã đề nghị gia hạn thanh toán; nhà cung cấp đang duyệt.</translation>
    </message>
    <message>
        <source>Possible from {0} on.</source>
        <translation>Mở từ ngày {0}.</translation>
    </message>
    <message>
        <source>Was possible until {0}.</source>
        <translation>Chỉ làm được đến ngày {0}.</translation>
    </message>
    <message>
        <source>The payment day can be extended once; that has been done.</source>
        <translation>Chỉ được gia hạn thanh toán một lần; đơn này đã dùng.</translation>
    </message>
    <message>
        <source>An order that follows an unpaid one cannot be extended.</source>
        <translation>Đơn đăng ký lại sau khi quá hạn cam kết không được gia hạn thanh toán.</translation>
    </message>
    <message>
        <source>A proof of payment has been sent for it.</source>
        <translation>Đã gửi chứng từ thanh toán cho đơn này.</translation>
    </message>
    <message>
        <source>The vendor has received money for it.</source>
        <translation>Nhà cung cấp đã nhận tiền của đơn này.</translation>
    </message>
    <message>
        <source>Its invoice has been made out.</source>
        <translation>Đã lập hóa đơn cho đơn này.</translation>
    </message>
    <message>
        <source>Its stamped slip has reached the vendor.</source>
        <translation>Nhà cung cấp đã nhận phiếu đóng dấu của đơn này.</translation>
    </message>
    <message>
        <source>Only a data administrator (Quản trị dữ liệu) can do this.</source>
        <translation>Chỉ người có vai trò Quản trị dữ liệu làm được việc này.</translation>
    </message>
    <message>
        <source>The vendor does not allow it at the moment.</source>
        <translation>Nhà cung cấp hiện chưa cho phép.</translation>
    </message>
    <message>
        <source>The time to extend the payment is over (until {0}).</source>
        <translation>Đã hết thời gian được gia hạn thanh toán (đến {0}).</translation>
    </message>
    <message>
        <source>Not possible yet.</source>
        <translation>Chưa đến lúc.</translation>
    </message>
    <message>
        <source>No longer possible.</source>
        <translation>Không còn làm được.</translation>
    </message>
    <message>
        <source>Fill in this field.</source>
        <translation>Cần điền ô này.</translation>
    </message>
    <message>
        <source>This is too long.</source>
        <translation>Nội dung quá dài.</translation>
    </message>
    <message>
        <source>This holds a character that cannot be kept.</source>
        <translation>Có ký tự không lưu được.</translation>
    </message>
    <message>
        <source>This day has not come yet: enter the day of the transfer.</source>
        <translation>Ngày này chưa tới: hãy nhập ngày đã chuyển tiền.</translation>
    </message>
    <message>
        <source>This day is too long before the registration.</source>
        <translation>Ngày này quá xa trước ngày đăng ký.</translation>
    </message>
    <message>
        <source>Enter an amount above 0.</source>
        <translation>Số tiền phải lớn hơn 0.</translation>
    </message>
    <message>
        <source>This cannot be read; check what was typed.</source>
        <translation>Không đọc được; hãy kiểm tra lại.</translation>
    </message>
    <message>
        <source>Attach 1 to 5 files.</source>
        <translation>Hãy đính kèm từ 1 đến 5 tệp.</translation>
    </message>
    <message>
        <source>Matches the order; banks drop the marks.</source>
        <translation>Khớp với đơn; ngân hàng thường bỏ dấu.</translation>
    </message>
    <message>
        <source>This names order {0}, which this order has taken the place of. The vendor knows.</source>
        <translation>Nội dung ghi đơn {0}, là đơn đã được đơn này thay thế. Nhà cung cấp vẫn nhận ra.</translation>
    </message>
    <message>
        <source>The order number {0} is not in it. If the paper says so, you can send it all the same.</source>
        <translation>Không thấy số đơn {0} trong nội dung. Nếu chứng từ ghi như vậy, đơn vị vẫn gửi được.</translation>
    </message>
    <message>
        <source>The paper says order {0}, this order is {1}. If the paper says so, you can send it all the same.</source>
        <translation>Số đơn trên chứng từ là {0}, đơn này là {1}. Nếu chứng từ ghi như vậy, đơn vị vẫn gửi được.</translation>
    </message>
    <message>
        <source>{0} less than what is to be paid ({1}).</source>
        <translation>Thiếu {0} so với số phải thanh toán ({1}).</translation>
    </message>
    <message>
        <source>{0} more than what is to be paid ({1}).</source>
        <translation>Thừa {0} so với số phải thanh toán ({1}).</translation>
    </message>
    <message>
        <source>This is the vendor&apos;s installer</source>
        <translation>Đúng tệp cài đặt của nhà cung cấp</translation>
    </message>
    <message>
        <source>Size and digest agree with the signed notice. Close this program, then open the installer.</source>
        <translation>Dung lượng và mã SHA-256 khớp với thông báo đã ký. Đóng chương trình này rồi mở tệp để cài.</translation>
    </message>
    <message>
        <source>Delete it and download the installer again.</source>
        <translation>Xóa tệp này rồi tải lại.</translation>
    </message>
    <message>
        <source>The download is not complete</source>
        <translation>Tệp tải chưa xong</translation>
    </message>
    <message>
        <source>Only {0} of {1} bytes are there. Let the download end, or delete the file and download again.</source>
        <translation>Mới có {0} trên {1} byte. Chờ tải xong, hoặc xóa tệp rồi tải lại.</translation>
    </message>
    <message>
        <source>This is another file</source>
        <translation>Đây là tệp khác</translation>
    </message>
    <message>
        <source>It has {0} bytes, the installer has {1}. Do not open it; download the installer again.</source>
        <translation>Tệp có {0} byte, tệp cài đặt có {1} byte. Không mở tệp này; hãy tải lại từ liên kết.</translation>
    </message>
    <message>
        <source>The file has been altered or damaged</source>
        <translation>Tệp đã bị đổi hoặc hỏng</translation>
    </message>
    <message>
        <source>Its size is right, its content is not what the vendor signed. Do not open it; delete it and download again. If it happens twice, call the vendor.</source>
        <translation>Dung lượng đúng nhưng nội dung không phải cái nhà cung cấp đã ký. Không mở tệp này; hãy xóa và tải lại. Nếu vẫn vậy, gọi nhà cung cấp.</translation>
    </message>
    <message>
        <source>&amp;See</source>
        <translation>&amp;Xem</translation>
    </message>
    <message>
        <source>This version ({0}) is no longer looked after by the vendor. Install version &lt;b&gt;{1}&lt;/b&gt;; meanwhile everything goes on working.</source>
        <translation>Phiên bản đang dùng ({0}) đã quá cũ, nhà cung cấp không còn hỗ trợ. Nên cài phiên bản &lt;b&gt;{1}&lt;/b&gt;; trong khi đó mọi việc vẫn làm được.</translation>
    </message>
    <message>
        <source>There is a new version &lt;b&gt;{0}&lt;/b&gt; of this program (this one: {1}).</source>
        <translation>Có phiên bản mới &lt;b&gt;{0}&lt;/b&gt; của chương trình (đang dùng {1}).</translation>
    </message>
    <message>
        <source>Version {0} in use is below {1}, the oldest that the vendor looks after. It goes on working: renewing, confirming and extending payments, history and “Update resources” are never held back. Install the new version before the next registration.</source>
        <translation>Phiên bản đang dùng {0} thấp hơn {1}, bản cũ nhất còn được hỗ trợ. Mọi việc vẫn làm được: đăng ký gia hạn, xác nhận và gia hạn thanh toán, lịch sử, “Cập nhật tài nguyên” không bao giờ bị giữ lại. Nên cài bản mới trước lần đăng ký tới.</translation>
    </message>
    <message>
        <source>Version {0} in use goes on working; install the new one whenever it suits you.</source>
        <translation>Phiên bản đang dùng {0} vẫn làm việc bình thường; cài bản mới khi nào tiện.</translation>
    </message>
    <message>
        <source>{0} MB ({1} bytes)</source>
        <translation>{0} MB ({1} byte)</translation>
    </message>
    <message>
        <source>Through the proxy {through}.</source>
        <translation>Đi qua proxy {through}.</translation>
    </message>
    <message>
        <source>Without a proxy.</source>
        <translation>Không qua proxy.</translation>
    </message>
    <message>
        <source>{server}, version {version} of the licence service.</source>
        <translation>{server}, dịch vụ giấy phép phiên bản {version}.</translation>
    </message>
    <message>
        <source>This is another vendor&apos;s server</source>
        <translation>Đây là máy chủ của nhà cung cấp khác</translation>
    </message>
    <message>
        <source>Its root key is not the one that this program was made for, so that none of its licences would be accepted. Check the address, or ask the vendor for it.</source>
        <translation>Khóa gốc của máy chủ này không phải khóa mà chương trình được phát hành kèm, nên giấy phép từ đó sẽ không được chấp nhận. Kiểm tra lại địa chỉ hoặc hỏi nhà cung cấp.</translation>
    </message>
    <message>
        <source>This program carries no vendor&apos;s root key, so that no licence can be verified. Install the program from the vendor&apos;s own installer.</source>
        <translation>Bản chương trình này không kèm khóa gốc của nhà cung cấp nên không xác minh được giấy phép. Hãy cài lại bằng bộ cài của nhà cung cấp.</translation>
    </message>
    <message>
        <source>The server answers, but cannot be verified</source>
        <translation>Máy chủ có trả lời nhưng chưa xác minh được</translation>
    </message>
    <message>
        <source>The vendor&apos;s server answers</source>
        <translation>Đã kết nối được máy chủ của nhà cung cấp</translation>
    </message>
    <message>
        <source>This computer&apos;s clock could not be compared with the server&apos;s signed time.</source>
        <translation>Chưa so được đồng hồ máy này với giờ có ký của máy chủ.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock agrees with the server&apos;s signed time.</source>
        <translation>Đồng hồ máy này khớp với giờ có ký của máy chủ.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is {minutes} minutes fast: set it right.</source>
        <translation>Đồng hồ máy này nhanh {minutes} phút: hãy chỉnh lại.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is {minutes} minutes slow: set it right.</source>
        <translation>Đồng hồ máy này chậm {minutes} phút: hãy chỉnh lại.</translation>
    </message>
    <message>
        <source>{path}: the file is not saved as UTF-8 text</source>
        <translation>{path}: tệp không được lưu dạng văn bản UTF-8</translation>
    </message>
    <message>
        <source>{path}: the file cannot be read</source>
        <translation>{path}: không đọc được tệp</translation>
    </message>
    <message>
        <source>{path}, line {line}: “{text}” stands before any heading such as [server]</source>
        <translation>{path}, dòng {line}: “{text}” đứng trước mọi tiêu đề như [server]</translation>
    </message>
    <message>
        <source>{path}, line {line}: “{text}” is neither a heading nor “name = value”</source>
        <translation>{path}, dòng {line}: “{text}” không phải tiêu đề cũng không phải “tên = giá trị”</translation>
    </message>
    <message>
        <source>{path}, line {line}: there is no heading “{text}”</source>
        <translation>{path}, dòng {line}: không có tiêu đề “{text}”</translation>
    </message>
    <message>
        <source>{path}, line {line}: there is no setting “{text}”</source>
        <translation>{path}, dòng {line}: không có cài đặt “{text}”</translation>
    </message>
    <message>
        <source>{path}, line {line}: “{text}” is set a second time</source>
        <translation>{path}, dòng {line}: “{text}” được đặt lần thứ hai</translation>
    </message>
    <message>
        <source>{path}, line {line}: the value of “{text}” is not known</source>
        <translation>{path}, dòng {line}: giá trị của “{text}” không hợp lệ</translation>
    </message>
    <message>
        <source>The other settings of the administrator hold. Whoever looks after this computer can mend it.</source>
        <translation>Các cài đặt khác của quản trị viên vẫn có hiệu lực. Người quản trị máy có thể sửa lại tệp này.</translation>
    </message>
</context>
</TS>
